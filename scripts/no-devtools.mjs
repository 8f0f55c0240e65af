// Ink loads React's developer tools only when asked to; the bundle leaves them out.
export default { initialize() {}, connectToDevTools() {} };
