import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../src/domain/template/check.ts';
import { parseTemplate } from '../../../src/domain/template/parse.ts';
import { renderTemplate } from '../../../src/domain/template/render.ts';
import type { Target, View } from '../../../src/domain/template/template.ts';
import { hostile } from '../../kit/messages.ts';

const render = (target: Target, source: string, view: View): string =>
  renderTemplate(parseTemplate('a.txt', target, source), view);

describe('a template', () => {
  const view = {
    name: 'Ada',
    list: ['a', 'b'],
    none: [],
    no: null,
    off: false,
    on: true,
    deep: { er: { value: 'x' } },
  };

  it.each([
    ['Hello {{name}}!', 'Hello Ada!'],
    ['{{ name }}', 'Ada'],
    ['{{deep.er.value}}', 'x'],
    ['{{#deep}}{{#er}}{{value}}{{name}}{{/er}}{{/deep}}', 'xAda'],
    ['{{#list}}{{.}},{{/list}}', 'a,b,'],
    ['{{#none}}x{{/none}}{{^none}}none{{/none}}', 'none'],
    ['{{#no}}x{{/no}}{{^no}}no{{/no}}', 'no'],
    ['{{#off}}x{{/off}}{{^off}}off{{/off}}', 'off'],
    ['{{#on}}on{{/on}}{{^on}}x{{/on}}', 'on'],
    ['{{#name}}{{.}}{{/name}}', 'Ada'],
    ['a{{! words }}b', 'ab'],
    ['{ {name} } }}', '{ {name} } }}'],
    ['{{unknown}}{{deep.gone.value}}{{name.length}}{{list}}{{deep}}', ''],
    ['{{constructor}}{{toString}}{{deep.constructor.name}}', ''],
  ])('%s', (source, wanted) => {
    expect(render('text', source, view)).toBe(wanted);
  });

  it('leaves no line where a tag had one to itself', () => {
    const source = 'a\n  {{#list}}  \n- {{.}}\n{{/list}}\n{{! words }}\r\nb {{#on}}\nc\n{{/on}}';
    expect(render('text', source, view)).toBe('a\n- a\n- b\nb \nc\n');
  });

  it.each([
    ['{{{name}}}', 1, 1, 'a value cannot be had as it is'],
    ['x\n {{& name}}', 2, 2, 'a value cannot be had as it is'],
    ['a {{name', 1, 3, '{{ is never closed'],
    ['{{> other}}', 1, 1, '{{> other}} is no name'],
    ['{{=<% %>=}}', 1, 1, '{{=<% %>=}} is no name'],
    ['{{name()}}', 1, 1, '{{name()}} is no name'],
    ['{{a..b}}', 1, 1, '{{a..b}} is no name'],
    ['{{}}', 1, 1, '{{}} is no name'],
    ['a\n{{#on}}', 2, 1, '{{#on}} is never closed'],
    ['{{/on}}', 1, 1, '{{/on}} closes what is not open'],
    ['{{#on}}\n{{/off}}', 2, 1, '{{/off}} closes what is not open'],
    ['{{#on}}'.repeat(9), 1, 57, 'more than 8 sections are open'],
    ['x'.repeat(100_001), 1, 1, 'it has 100001 characters, and may have 100000'],
  ])('is told where it is wrong: %.30s', (source, line, column, message) => {
    const told = { code: 'config.invalid', where: { file: 'a.txt', line, column } };
    const full = `a.txt, line ${line}, column ${column}: ${message}`;
    expect(() => parseTemplate('a.txt', 'text', source)).toThrow(expect.objectContaining({ ...told, message: full }));
  });

  it.each([
    ['{{nam}}', 'nothing is named nam here'],
    ['{{#list}}{{.}}{{name.x}}{{/list}}', 'nothing is named name.x here'],
    ['{{^list}}{{x}}{{/list}}', 'nothing is named x here'],
    ['{{#none}}{{.}}{{/none}}', '. is no text'],
    ['{{list}}', 'list is no text'],
    ['{{on}}', 'on is no text'],
    ['{{deep.er}}', 'deep.er is no text'],
  ])('is held against the names there are: %s', (source, message) => {
    expect(() => checkTemplate(parseTemplate('a.txt', 'text', source), view)).toThrow(message);
  });

  it('takes the names there are', () => {
    const source = '{{name}}{{#list}}{{.}}{{name}}{{/list}}{{#deep}}{{er.value}}{{/deep}}{{^on}}{{name}}{{/on}}';
    expect(() => checkTemplate(parseTemplate('a.txt', 'text', source), view)).not.toThrow();
  });

  it('makes no more than a message may have', () => {
    const lists = { many: Array.from({ length: 300 }, () => ({})) };
    const nested = '{{#many}}{{#many}}{{#many}}x{{/many}}{{/many}}{{/many}}';
    expect(() => render('text', nested, lists)).toThrow('a.txt makes more text than a message may have');
    const long = { many: lists.many, long: 'x'.repeat(10_000) };
    expect(() => render('text', '{{#many}}{{long}}{{/many}}', long)).toThrow('makes more text');
  });
});

describe('a template of HTML', () => {
  const html = (source: string, value: string) => render('html', source, { v: value, on: true });

  it.each([
    ['<b>{{v}}</b>', '<i>&"\'`{{v}}', '<b>&lt;i&gt;&amp;&quot;&#39;&#96;&#123;&#123;v}}</b>'],
    ['<b>{{v}}</b>', 'a\n  b\n\tc', '<b>a<br>\n&nbsp;&nbsp;b<br>\n&nbsp;&nbsp;&nbsp;&nbsp;c</b>'],
    ['<b title="{{v}}">', 'a\n "b', '<b title="a &quot;b">'],
    ["<b title='x {{v}}' {{! w }}>".replace(' {{! w }}', ''), "'", "<b title='x &#39;'>"],
    ['<a href="{{v}}">', 'https://x.example/?a=1&b', '<a href="https://x.example/?a=1&amp;b">'],
    ['<a href="{{v}}">', 'mailto:a@b', '<a href="mailto:a@b">'],
    ['<a href="{{v}}">', 'javascript:alert(1)', '<a href="#">'],
    ['<a href="{{v}}">', ' \u0001java\nscript:x', '<a href="#">'],
    ['<a HREF = "{{v}}">', 'data:text/html,x', '<a HREF = "#">'],
    ['<a href="https://x/{{v}}">', 'a"b', '<a href="https://x/a&quot;b">'],
    ['<p style="color:{{#on}}red{{/on}}">{{v}}', 'x', '<p style="color:red">x'],
    ['<!-- a -->{{v}}<br/>', 'x', '<!-- a -->x<br/>'],
    ['<style>a { b: "<" }</style>{{v}}', 'x', '<style>a { b: "<" }</style>x'],
    ['<!doctype html>{{v}}', '\u202ex\u0000\u001b[1m', '<!doctype html>x'],
    ['<a b c=d e="f">{{v}}</a >', 'x', '<a b c=d e="f">x</a >'],
  ])('makes values harmless: %s', (source, value, wanted) => {
    expect(html(source, value)).toBe(wanted);
  });

  it.each([
    ['<a href={{v}}>', 'a tag does not end before the next {{'],
    ['<a {{v}}>', 'a tag does not end before the next {{'],
    ['<a {{#on}}b{{/on}}>', 'a tag does not end before the next {{'],
    ['<{{v}}>', '< begins nothing that ends here'],
    ['</{{v}}>', '< begins nothing that ends here'],
    ['1 < 2', '< begins nothing that ends here'],
    ['<a b"c>', 'a tag does not end before the next {{'],
    ['<!-- {{v}} -->', '< begins nothing that ends here'],
    ['<!--> {{v}} -->', '< begins nothing that ends here'],
    ['<style>{{v}}</style>', '<style> does not end before the next {{'],
    ['<script>{{v}}</script>', '<script> does not end before the next {{'],
    ['<a onclick="{{v}}">', 'no value may stand in onclick='],
    ['<a style="{{v}}">', 'no value may stand in style='],
    ['<a title="{{#on}}">{{/on}}', '{{/on}} closes elsewhere in the HTML than it opened'],
    ['<a title="{{#on}}" href="{{/on}}">', '{{/on}} closes elsewhere in the HTML than it opened'],
    ['<a title="{{v}}', 'a tag does not end'],
  ])('has values in text and in quotes only: %s', (source, message) => {
    expect(() => parseTemplate('a.html', 'html', source)).toThrow(message);
  });

  it('stays the same HTML whatever is put in', () => {
    const source = '<p title="{{v}}"><a href="{{v}}">{{v}}</a></p>';
    const template = parseTemplate('a.html', 'html', source);
    const bits = fc.constantFrom('<', '>', '"', "'", '&', '`', '{{', '}}', '\n', '-->', 'javascript:', 'a', hostile);
    const shape = /^<p title="[^"<>]*"><a href="(?:#|https?:[^"<>]*|mailto:[^"<>]*)">(?:[^<>]|<br>)*<\/a><\/p>$/;
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string())), (texts) => {
        expect(renderTemplate(template, { v: texts.join('') })).toMatch(shape);
      }),
    );
  });
});

describe('a template of text', () => {
  it('keeps a value on its line', () => {
    const view = { v: 'a\r\n  b\u001b[31m\u202e\u2028c' };
    expect(render('text', '{{v}}', view)).toBe('a   b c');
  });
});
