// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "collection/imports/import_collection.h"
#include "imported_text.h"
#include "support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace tst_import_collection {

using namespace framescope;
using namespace framescope::collection;

class TestImportCollection : public QObject
{
    Q_OBJECT

private slots:
    void postman();
    void postmanEnvironment();
    void insomnia4();
    void insomnia4AsYaml();
    void insomnia5();
    void bruno();
    void brunoYml();
    void oneBrunoFile();
    void mistakes_data();
    void mistakes();
    void hostile_data();
    void hostile();
};

/// A folder with files, which is gone with the object.
class Files
{
public:
    Files& add(const QString& name, const QByteArray& text)
    {
        const QString path = folder_.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        static_cast<void>(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        return *this;
    }
    QString path(const QString& name = {}) const { return folder_.filePath(name); }

    /// What is imported, as text.
    QString imported(const QString& name = {}) const
    {
        const auto read = importCollection(name.isEmpty() ? folder_.path() : path(name));
        const QString root = folder_.path() + QLatin1Char('/');
        return read ? textOf(*read, root)
                    : QLatin1String("error ") +
                          QString::fromStdString(read.error().message()).remove(root);
    }

private:
    QTemporaryDir folder_;
};

void compare(const QString& actual, const char* expected)
{
    // QCOMPARE cuts long texts.
    QVERIFY2(actual == QString::fromUtf8(expected), qPrintable(actual));
}

constexpr const char* PostmanCollection = R"json({
	"info": {
		"_postman_id": "73499934", "name": "Chat API",
		"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
	},
	"item": [
		{ "name": "Rooms", "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}", "type": "string"}]},
		  "item": [
			{ "name": "Join", "protocolProfileBehavior": {"strictSSL": false, "followRedirects": true},
			  "request": { "method": "GET",
				"header": [
					{"key": "X-Client", "value": "{{$guid}}"},
					{"key": "X-Off", "value": "1", "disabled": true},
					{"key": "Sec-WebSocket-Protocol", "value": "chat"},
					{"key": "Cookie", "value": "sid={{sid}}"}],
				"url": { "raw": "wss://{{host}}/rooms/:room?x=1", "protocol": "wss", "host": ["{{host}}"],
					"path": ["rooms", ":room"], "query": [{"key": "x", "value": "1"}],
					"variable": [{"key": "room", "value": "blue"}] },
				"body": {"mode": "raw", "raw": "{\"a\": \"{{base url}}\"}", "options": {"raw": {"language": "json"}}} },
			  "response": [{"name": "Hello \ud83d\ude00", "originalRequest": {"body": {"raw": "hello {{{x"}}}] },
			{ "name": "List", "request": {"method": "GET", "url": "https://{{host}}/rooms"} }
		] },
		{ "name": "By variable", "event": [{"listen": "test", "script": {"exec": ["pm.test()"]}}],
		  "request": { "auth": {"type": "basic", "basic": [{"key": "username", "value": "me"}, {"key": "password", "value": "pw"}]},
			"url": "{{ws}}/feed" } },
		{ "name": "Exported by others", "type": "websocket", "url": "{{any}}/x",
		  "messages": [{"name": "one", "payload": "1"}, {"name": "two", "message": {"raw": "2"}}, "3"],
		  "request": {"auth": {"type": "digest"}} }
	],
	"variable": [ {"key": "host", "value": "example.com"}, {"key": "ws", "value": "ws://example.com"},
		{"key": "base url", "value": "x"}, {"key": "token", "value": "S3CRET"},
		{"key": "access_token", "value": ""} ]
})json";

void TestImportCollection::postman()
{
    Files files;
    files.add("a.postman_collection.json", QByteArray("\xEF\xBB\xBF") + PostmanCollection);
    compare(files.imported("a.postman_collection.json"),
            "Rooms/Join -> wss://{{host}}/rooms/blue?x=1\n"
            "  X-Client: {{uuid}}\n"
            "  subprotocol chat\n"
            "  cookie sid\n"
            "  auth |{{token}}\n"
            "  insecure\n"
            "  redirects\n"
            "  json \"Message 1\" {\"a\": \"{{base_url}}\"}\n"
            "  text \"Hello \U0001f600\" hello \\{{{x\n"
            "By variable -> {{ws}}/feed\n"
            "  auth me|pw\n"
            "Exported by others -> {{any}}/x\n"
            "  text \"one\" 1\n"
            "  text \"two\" 2\n"
            "  text \"Message 3\" 3\n"
            "[Chat API]\n"
            "  host = example.com\n"
            "  ws = ws://example.com\n"
            "  base_url = x\n"
            "  token = (secret) S3CRET\n"
            "  access_token = (secret)\n"
            "- A script is not taken: scripts are not run.\n"
            "- The authorisation \"digest\" of Exported by others is not taken: only basic, bearer "
            "and API keys can be used.\n"
            "- 1 request that is no WebSocket is not taken.\n");
}

void TestImportCollection::postmanEnvironment()
{
    Files files;
    files.add("staging.postman_environment.json",
              R"({"name": "Staging", "values": [
    {"key": "host", "value": "h", "type": "default", "enabled": true},
    {"key": "code", "value": "S3CRET", "type": "secret", "enabled": true},
    {"key": "off", "value": "x", "enabled": false}, {"key": "now", "value": "1"}],
    "_postman_variable_scope": "environment"})");
    files.add("c.json", R"({"info": {"name": "C"}, "item": [
    {"name": "A", "request": {"url": "ws://{{host}}/{{now}}"}}]})");
    compare(files.imported(), "A -> ws://{{host}}/{{env.now}}\n"
                              "[Staging]\n"
                              "  host = h\n"
                              "  code = (secret) S3CRET\n"
                              "  now = 1\n");
}

constexpr const char* InsomniaExport =
    R"json({"_type": "export", "__export_format": 4, "resources": [
 {"_id": "ws-req_2", "parentId": "fld_1", "name": "Second", "url": "{{ _.base_url }}/b", "metaSortKey": -1,
  "headers": [{"name": "A", "value": "{% uuid 'v4' %}"}, {"name": "B", "value": "1", "disabled": true}],
  "authentication": {"type": "basic", "username": "user", "password": "{{ _['pass word'] }}", "disabled": false},
  "parameters": [{"name": "q", "value": "{{ _.user.name }}"}], "settingFollowRedirects": "on", "_type": "websocket_request"},
 {"_id": "ws-req_1", "parentId": "wrk_1", "name": "First", "url": "ws://localhost:4010/:id/bearer", "metaSortKey": -2,
  "headers": [], "authentication": {"type": "bearer", "token": "t", "prefix": ""},
  "pathParameters": [{"name": "id", "value": "7"}], "_type": "websocket_request"},
 {"_id": "ws-req_3", "parentId": "wrk_1", "name": "", "url": "", "metaSortKey": 0, "_type": "websocket_request"},
 {"_id": "p1", "parentId": "ws-req_1", "name": "", "value": "{\"a\":1}", "mode": "application/json", "_type": "websocket_payload"},
 {"_id": "fld_1", "parentId": "wrk_1", "name": "Folder", "environment": {"a": "1"}, "metaSortKey": -3, "_type": "request_group"},
 {"_id": "wrk_1", "parentId": null, "name": "Sockets", "scope": "collection", "_type": "workspace"},
 {"_id": "req_1", "parentId": "wrk_1", "name": "r", "url": "http://h", "method": "GET", "_type": "request"},
 {"_id": "env_1", "parentId": "wrk_1", "name": "Base Environment", "data": {"base_url": "ws://h", "user": {"name": "me", "roles": ["x"]}}, "_type": "environment"},
 {"_id": "env_2", "parentId": "env_1", "name": "Staging", "data": {"base_url": "wss://s", "api_key": "S3CRET"}, "_type": "environment"}
]})json";

void TestImportCollection::insomnia4()
{
    Files files;
    files.add("Insomnia.json", InsomniaExport);
    compare(
        files.imported("Insomnia.json"),
        "First -> ws://localhost:4010/7/bearer\n"
        "  auth |t\n"
        "  json \"Message 1\" {\"a\":1}\n"
        "Folder/Second -> {{base_url}}/b?q={{user.name}}\n"
        "  A: {% uuid 'v4' %}\n"
        "  auth user|{{pass_word}}\n"
        "  redirects\n"
        "[Base Environment]\n"
        "  base_url = ws://h\n"
        "  user.name = me\n"
        "[Staging]\n"
        "  api_key = (secret) S3CRET\n"
        "  base_url = wss://s\n"
        "  user.name = me\n"
        "! Insomnia.json:9: the request \"\" has no URL (give it one in the tool it is from, or "
        "leave it out)\n"
        "- The environment of a folder is not taken: an environment is for the whole "
        "collection.\n"
        "- The template {% uuid %} is not taken: there is nothing like it.\n"
        "- 1 request that is no WebSocket is not taken.\n");
}

void TestImportCollection::insomnia4AsYaml()
{
    Files files;
    files.add("Insomnia.yaml", R"(_type: export
__export_format: 4
__export_date: 2022-08-31T10:40:21.266Z
resources:
  - _id: ws-req_0ba3ad1a7a81483a8f0c0caab4e8998c
    parentId: wrk_db59cf2b74764e6a80c0dcbcf3d67130
    name: localhost:4010
    url: ws://localhost:4010
    metaSortKey: -1661942202873
    headers: []
    authentication: {}
    _type: websocket_request
)");
    compare(files.imported("Insomnia.yaml"), "localhost:4010 -> ws://localhost:4010\n");
}

void TestImportCollection::insomnia5()
{
    Files files;
    files.add("Insomnia.yaml", R"(type: collection.insomnia.rest/5.0
schema_version: "5.1"
name: Sockets
meta:
  id: wrk_1
collection:
  - name: Folder
    meta:
      id: fld_1
      sortKey: -5
    headers:
      - name: X-Folder
        value: "1"
    authentication:
      type: apikey
      key: X-Api-Key
      value: "{{ _.key }}"
    children:
      - url: "{{ _.base_url }}/chat"
        name: Chat
        meta:
          id: ws-req_1
        settings:
          encodeUrl: true
          followRedirects: global
        headers:
          - name: Sec-WebSocket-Protocol
            value: graphql-ws
      - url: http://h
        name: HTTP
        meta:
          id: req_1
        method: GET
  - url: ws://h/plain
    name: Plain
    scripts:
      preRequest: insomnia.test()
cookieJar:
  name: Default Jar
  cookies: []
environments:
  name: Base Environment
  data:
    base_url: ws://h
    __insomnia_vault:
      pin: encrypted
  subEnvironments:
    - name: Staging
      data:
        base_url: wss://s
)");
    compare(files.imported("Insomnia.yaml"), "Folder/Chat -> {{base_url}}/chat\n"
                                             "  X-Folder: 1\n"
                                             "  X-Api-Key: {{key}}\n"
                                             "  subprotocol graphql-ws\n"
                                             "Plain -> ws://h/plain\n"
                                             "[Base Environment]\n"
                                             "  base_url = ws://h\n"
                                             "  vault.pin = (secret)\n"
                                             "[Staging]\n"
                                             "  base_url = wss://s\n"
                                             "  vault.pin = (secret)\n"
                                             "- A script is not taken: scripts are not run.\n"
                                             "- 1 request that is no WebSocket is not taken.\n");
}

void TestImportCollection::bruno()
{
    Files files;
    files
        .add("bruno.json", R"({"version": "1", "name": "Chat", "type": "collection",
  "clientCertificates": {"enabled": true, "certs": [{"domain": "localhost"}]},
  "proxy": {"enabled": true, "hostname": "p"}})")
        .add("collection.bru", "vars:pre-request {\n  base: ws://h\n}\n\nheaders {\n  X-All: "
                               "1\n}\n\nauth {\n  mode: bearer\n}\n\n"
                               "auth:bearer {\n  token: {{token}}\n}\n")
        .add("second.bru", "meta {\n  name: Second\n  type: ws\n  seq: 2\n}\n\nws {\n"
                           "  url: ws://localhost:8081/ws?a={{variable}}\n  body: ws\n"
                           "  auth: inherit\n}\n\nheaders {\n  Sec-WebSocket-Protocol: soap\n"
                           "  Sec-WebSocket-Protocol: mqtt\n  ~X-Off: 1\n"
                           "  Sec-WebSocket-Version: 13\n}\n\nbody:ws {\n  name: message 1\n"
                           "  type: json\n  content: '''\n    {\n      \"foo\":\"bar\"\n    }\n"
                           "  '''\n}\n\nbody:ws {\n  name: short\n  type: text\n"
                           "  content: '''\n    hello\n  '''\n}\n\nsettings {\n"
                           "  timeout: 0\n  keepAliveInterval: 5000\n}\n\n"
                           "script:pre-request {\n  if (x) {\n    f();\n  }\n}\n")
        .add("first.bru", "meta {\r\n  name: First\r\n  type: ws\r\n  seq: 1\r\n}\r\n\r\n"
                          "ws {\r\n  url: wss://h/ws\r\n  auth: none\r\n}\r\n")
        .add("http.bru", "meta {\n  name: HTTP\n  type: http\n}\n\nget {\n  url: http://h\n}\n")
        .add("Inner/folder.bru", "meta {\n  name: Inner folder\n}\n\nheaders {\n  X-In: 2\n}\n")
        .add("Inner/third.bru", "meta {\n  name: Third\n  type: ws\n}\n\nws {\n  url: ws://h/3\n"
                                "  auth: basic\n}\n\nauth:basic {\n  username: me\n"
                                "  password: pw\n}\n")
        .add("node_modules/x.bru", "meta {\n  name: X\n}\nws {\n  url: ws://x\n}\n")
        .add("environments/Local.bru", "vars {\n  host: http://localhost\n  ~off: 1\n"
                                       "  apiToken: S3CRET\n}\nvars:secret [\n  token,\n"
                                       "  ~other\n]\ncolor: #fff\n");
    compare(files.imported(),
            "First -> wss://h/ws\n"
            "  X-All: 1\n"
            "Second -> ws://localhost:8081/ws?a={{variable}}\n"
            "  X-All: 1\n"
            "  subprotocol soap\n"
            "  subprotocol mqtt\n"
            "  auth |{{token}}\n"
            "  keep-alive 5000\n"
            "  json \"message 1\" {\n  \"foo\":\"bar\"\n}\n"
            "  text \"short\" hello\n"
            "Inner folder/Third -> ws://h/3\n"
            "  X-All: 1\n"
            "  X-In: 2\n"
            "  auth me|pw\n"
            "[Local]\n"
            "  host = http://localhost\n"
            "  apiToken = (secret) S3CRET\n"
            "  token = (secret)\n"
            "- The proxy of bruno.json is not taken: a proxy is an option of a connection.\n"
            "- A client certificate of bruno.json is not taken: a certificate is an option of a "
            "connection.\n"
            "- A variable of Chat is not taken: variables are those of an environment.\n"
            "- A script is not taken: scripts are not run.\n"
            "- 1 request that is no WebSocket is not taken.\n");
}

void TestImportCollection::brunoYml()
{
    Files files;
    files
        .add("opencollection.yml", "opencollection: \"1.0.0\"\n\ninfo:\n  name: Chat\n\n"
                                   "request:\n  headers:\n    - name: X-All\n      value: \"1\"\n")
        .add("wss-request.yml", R"(info:
  name: wss-request
  type: websocket
  seq: 3

websocket:
  url: wss://localhost:9443/ws
  message:
    - title: message 1
      message:
        type: json
        data: |-
          {
            "ping": true
          }
  auth:
    type: none
)")
        .add("environments/local.yml", "name: Local\nvariables:\n  - name: host\n    value: h\n"
                                       "  - name: token\n    secret: true\n");
    compare(files.imported(), "wss-request -> wss://localhost:9443/ws\n"
                              "  X-All: 1\n"
                              "  json \"message 1\" {\n  \"ping\": true\n}\n"
                              "[Local]\n"
                              "  host = h\n"
                              "  token = (secret)\n");
}

void TestImportCollection::oneBrunoFile()
{
    Files files;
    files.add("x.bru", "meta {\n  name: X\n  type: ws\n}\n\nws {\n  url: ws://h\n}\n");
    compare(files.imported("x.bru"), "X -> ws://h\n");
}

void TestImportCollection::mistakes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* text, const char* message) {
        QTest::addRow("%s %s", name, message)
            << QString::fromUtf8(name) << QByteArray(text) << QString::fromUtf8(message);
    };
    row("a.json", "{\"item\": [\n  {\"name\": }\n]}",
        "a.json:2:12: invalid JSON: expected a value (export the collection again)");
    row("a.json", "{\"item\": [\n\n3, {\"name\": \"x\", \"request\": {}}]}",
        "a.json:3: an item is no object (export the collection again)");
    row("a.json", "{\"a\": 1}",
        "a.json: nothing of another tool is in it (collections of Postman (v2.1), Insomnia (v4, "
        "v5) and Bruno are understood)");
    row("a.json", "", "a.json:1:1: invalid JSON: expected a value (export the collection again)");
    row("a.bru", "meta {\n  name: x\n",
        "a.bru:1: the block meta is not closed (end it with a line })");
    row("a.bru", "ws {\n  url ws\n}\n",
        "a.bru:2: an entry of ws has no colon (write it as name: "
        "value)");
    row("a.bru", "body:ws {\n  content: '''\n    x\n}\n",
        "a.bru:2: the text ''' is not closed (end it with a line ''')");
    row("a.bru", "x\n", "a.bru:1: a block begins with its name and { here (see Bruno's own files)");
    row("missing.json", nullptr, "missing.json: there is no such file or folder");
}

/// A mistake alone is the error; beside what can be read it is a mistake of the import.
void TestImportCollection::mistakes()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    Files files;
    if (!text.isNull()) {
        files.add(name, text);
    }
    QCOMPARE(files.imported(name), QLatin1String("error ") + message);
    files.add("good.json", R"({"item": [{"name": "good", "request": "ws://h"}]})");
    const QString all = files.imported();
    QVERIFY2(all.startsWith(QLatin1String("good -> ws://h\n")), qPrintable(all));
    const bool isMistake = message.contains(QLatin1Char(':')) &&
                           !message.contains(QLatin1String("nothing of another")) && !text.isNull();
    QCOMPARE(all.contains(message), isMistake);
}

void TestImportCollection::hostile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* what, const QByteArray& text) {
        QTest::addRow("%s: %s", name, what) << QString::fromUtf8(name) << text;
    };
    const auto many = [](const char* piece, int count) {
        return QByteArray(piece).repeated(count);
    };
    constexpr int Many = 100'000;
    row("a.json", "deep", many("[", Many));
    row("a.json", "deep items", many("{\"item\":[", Many));
    row("a.json", "wrong types",
        R"({"item": [{"name": [], "request": {"url": {"raw": {}, "host": {},
        "path": 3, "variable": "x", "query": [1]}, "header": {"a": 1}, "auth": [], "body": 3}},
        [], null, {"item": 3}, {"request": {"url": "ws://h", "header": [null, [], "x", {"key": {}}],
        "auth": {"type": "basic", "basic": [null, {"key": "username"}]}}}], "variable": {"a": 1},
        "info": 3})");
    row("a.json", "wrong resources", R"({"_type": "export", "resources": [null, 1, [], {"_type":
        "websocket_request"}, {"_type": "environment", "data": [1], "parentId": "x", "_id": "x"},
        {"_type": "request_group", "_id": "l", "parentId": "l"}, {"_type": "websocket_request",
        "url": "ws://h", "parentId": "l"}, {"_type": "websocket_payload"}]})");
    row("a.json", "many items",
        "{\"item\":[" + many("{\"request\":\"ws://h/{{a}}\"},", Many) + "1]}");
    row("a.json", "many variables",
        "{\"item\":[],\"variable\":[" + many("{\"key\":\"a\",\"value\":\"{{b}}\"},", Many) + "1]}");
    row("a.json", "many open templates",
        "{\"item\":[{\"request\":\"ws://h/" + many("{{ ", Many * 5) + "\"}]}");
    row("a.json", "NUL and bad UTF-8",
        QByteArray("{\"item\":[{\"name\":\"\\u0000\xff\\ud800\","
                   "\"request\":\"ws://h\xc0\x80\"}]}"));
    row("a.yaml", "wrong tree",
        "type: collection.insomnia.rest/5.0\ncollection: [1, [], {children: "
        "3}, {url: [], meta: 3}, {children: [{url: ws://h}]}]\n"
        "environments: [1]\n");
    row("a.yaml", "aliases", "a: &a [x]\nb: *a\n");
    row("a.yaml", "binary", QByteArray("\x00\x01\x02", 3));
    row("a.yaml", "a closing bracket", "a: 1\n}\n");
    row("a.yaml", "only closing brackets", "]}");
    row("a.yaml", "documents", many("---\n", Many));
    row("a.bru", "blocks", many("ws {\n}\n", Many));
    row("a.bru", "braces", many("{", Many));
    row("a.bru", "quotes", "ws {\n  url: '''" + many("''' '''\n", Many));
    row("a.bru", "list", "vars:secret [" + many("a,", Many) + "]\n");
    row("a.bru", "only a bracket", "vars:secret [");
}

/// Whatever is in a file, there is an answer, and nothing grows without end.
void TestImportCollection::hostile()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    Files files;
    files.add(name, text);
    if (const auto read = importCollection(files.path(name))) {
        QVERIFY(read->items.size() <= 10'000);
        QVERIFY(read->notTaken.size() <= 101);
        QVERIFY(read->mistakes.size() <= 101);
    }
}

FRAMESCOPE_TEST(TestImportCollection)

} // namespace tst_import_collection

#include "tst_import_collection.moc"
