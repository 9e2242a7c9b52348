// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/format/proxy_address.h"
#include "collection/resolving.h"
#include "collection/separated_secrets.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_resolving {

using namespace framescope;
using namespace framescope::collection;

namespace {

SavedConnection savedAt(const char* address)
{
    SavedConnection saved;
    saved.name = QStringLiteral("chat");
    saved.address = QString::fromUtf8(address);
    return saved;
}

std::string mistakeIn(const SavedConnection& saved, const Environment& environment,
                      const SecretValues& secrets = {})
{
    const auto options = resolved(saved, environment, secrets);
    return options ? std::string() : options.error().message();
}

} // namespace

class TestResolving : public QObject
{
    Q_OBJECT

private slots:
    void everyText();
    void mistakes();
    void secretsInTheAddress_data();
    void secretsInTheAddress();
    void secretsInTheProxy();
    void secretsInNames();
    void madeOfSecrets();
    void secretNames();
    void environmentFile();
    void environmentMistakes_data();
    void environmentMistakes();
    void secretsAreTakenOut_data();
    void secretsAreTakenOut();
    void otherFolder();
    void templatesAreNoMistakes();
    void takenOutAndBack();
};

void TestResolving::everyText()
{
    SavedConnection saved = savedAt("ws://{{host}}:8080/{{room}}?q={{room}}");
    connection::ConnectionOptions& options = saved.options;
    options.headers = {{"X-{{room}}", "{{room}}"}};
    options.rawRequest = "GET /{{room}} HTTP/1.1\r\n";
    options.subprotocols = QStringList{"{{room}}"};
    options.origin = QStringLiteral("{{room}}");
    options.authorization = {connection::Authorization::Scheme::Basic, "{{room}}", "{{key}}"};
    options.cookies = {{"a", "{{secret.cookie}}"}};
    options.tls.caFile = QStringLiteral("{{room}}.pem");
    options.tls.passPhrase = QStringLiteral("{{env.key}}");
    options.tls.serverName = QStringLiteral("{{host}}");
    options.proxy.use = connection::ProxyOptions::Use::Given;
    saved.folder = QStringLiteral("/folder");
    const Environment environment{
        "test", {{"host", "example.com", false}, {"room", "red", false}, {"key", {}, true}}};
    const auto done = resolved(saved, environment, {{"key", "k1"}, {"secret.cookie", "c1"}});
    QVERIFY2(done, done ? "" : done.error().message().c_str());
    QCOMPARE(done->url, QUrl("ws://example.com:8080/red?q=red"));
    QCOMPARE(done->resource, std::string("/red?q=red"));
    QCOMPARE(done->headers.at(0).name, std::string("X-red"));
    QCOMPARE(done->headers.at(0).value, std::string("red"));
    QCOMPARE(done->rawRequest, std::string("GET /red HTTP/1.1\r\n"));
    QCOMPARE(done->subprotocols, QStringList{"red"});
    QCOMPARE(done->origin, QStringLiteral("red"));
    QCOMPARE(done->authorization.user, std::string("red"));
    QCOMPARE(done->authorization.secret, std::string("k1"));
    QCOMPARE(done->cookies.at(0).value, std::string("c1"));
    QCOMPARE(done->tls.caFile, QStringLiteral("/folder/red.pem"));
    QCOMPARE(done->tls.passPhrase, QStringLiteral("k1"));
    QCOMPARE(done->tls.serverName, QStringLiteral("example.com"));
}

void TestResolving::mistakes()
{
    SavedConnection saved = savedAt("ws://{{hots}}/");
    const Environment environment{"test", {{"host", "example.com", false}}};
    std::string mistake = mistakeIn(saved, environment);
    QVERIFY2(mistake.starts_with("url, character 6: "), mistake.c_str());
    QVERIFY2(mistake.find("\"hots\"") != std::string::npos, mistake.c_str());
    saved = savedAt("ws://{{host}}/");
    saved.options.headers = {{"X-Key", "{{secret.key}}"}};
    mistake = mistakeIn(saved, environment);
    QCOMPARE(QString::fromStdString(mistake),
             QStringLiteral("header X-Key: the secret secret.key has no value (enter it when you "
                            "are asked for it)"));
    saved = savedAt("ws://{{host}}:{{host}}/");
    QVERIFY(mistakeIn(saved, environment).starts_with("url"));
}

/// A secret is no host and no port: these are sent in clear to name servers.
void TestResolving::secretsInTheAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("mistake"); // "" if it can be used
    const char* const host = "would be looked up and sent in clear as a part of the host or port";
    QTest::newRow("host") << "ws://{{secret.x}}/" << host;
    QTest::newRow("part of the host") << "wss://a.{{secret.x}}.example/b" << host;
    QTest::newRow("port") << "ws://h:{{secret.x}}?a" << host;
    QTest::newRow("without a scheme") << "{{secret.x}}.example/b" << host;
    QTest::newRow("the whole address") << "{{secret.x}}" << host;
    QTest::newRow("scheme") << "{{secret.x}}://h/" << host;
    QTest::newRow("host after the user") << "ws://me:{{secret.y}}@{{secret.x}}/" << host;
    QTest::newRow("variable and secret") << "ws://{{host}}{{secret.x}}/" << host;
    QTest::newRow("variable with a path") << "ws://{{base}}/{{secret.x}}"
                                          << "";
    QTest::newRow("path and query") << "ws://{{host}}/{{secret.x}}?q={{secret.x}}"
                                    << "";
    QTest::newRow("user info") << "ws://{{secret.x}}:{{secret.y}}@{{host}}/"
                               << "";
    QTest::newRow("ends the user info") << "ws://me:{{secret.slash}}@{{host}}/"
                                        << "has a / ? # or @, where the user info would end";
}

void TestResolving::secretsInTheAddress()
{
    QFETCH(QString, address);
    QFETCH(QString, mistake);
    const Environment environment{"test", {{"host", "h", false}, {"base", "h/b", false}}};
    const SavedConnection saved = savedAt(qPrintable(address));
    const auto done =
        resolved(saved, environment,
                 {{"secret.x", "hunter2"}, {"secret.y", "hunter3"}, {"secret.slash", "hunter/4"}});
    QCOMPARE(done.has_value(), mistake.isEmpty());
    if (!done) {
        const QString told = QString::fromStdString(done.error().message());
        QVERIFY2(told.startsWith(QStringLiteral("url: the secret secret.")), qPrintable(told));
        QVERIFY2(told.contains(mistake) && !told.contains(QStringLiteral("hunter")),
                 qPrintable(told));
    }
}

void TestResolving::secretsInTheProxy()
{
    SavedConnection saved = savedAt("ws://h/");
    saved.options.proxy = connection::ProxyOptions::through(
        proxyFrom({"http://me:{{secret.y}}@{{secret.x}}:3128", {}, {}}));
    const SecretValues secrets{{"secret.x", "hunter2"}, {"secret.y", "hunter3"}};
    const std::string mistake = mistakeIn(saved, {}, secrets);
    QVERIFY2(mistake.starts_with("proxy: the secret secret.x would be looked up"), mistake.c_str());
    saved.options.proxy =
        connection::ProxyOptions::through(proxyFrom({"{{proxy}}", "me", "{{secret.y}}"}));
    const auto done = resolved(saved, {{}, {{"proxy", "http://proxy:3128", false}}}, secrets);
    QVERIFY2(done, done ? "" : done.error().message().c_str());
    QCOMPARE(done->proxy.url, QUrl("http://me:hunter3@proxy:3128"));
}

/// TLS sends the name of the server in clear, and errors print the name of a header.
void TestResolving::secretsInNames()
{
    const SecretValues secrets{{"secret.x", "hunter2"}};
    SavedConnection saved = savedAt("wss://h/");
    saved.options.tls.serverName = QStringLiteral("{{secret.x}}.example");
    std::string mistake = mistakeIn(saved, {}, secrets);
    QVERIFY2(mistake.starts_with("server name: the secret secret.x"), mistake.c_str());
    saved = savedAt("wss://h/");
    saved.options.tls.alpn = QStringList{"http/1.1", "{{secret.x}}"};
    mistake = mistakeIn(saved, {}, secrets);
    QVERIFY2(mistake.starts_with("alpn 2: the secret secret.x"), mistake.c_str());
    saved = savedAt("wss://h/");
    saved.options.headers = {{"X-{{base64 {{x}}}}", "1"}};
    mistake = mistakeIn(saved, {{}, {{"x", {}, true}}}, {{"x", "hunter2"}});
    QVERIFY2(mistake.find(": the secret x can't be a part") != std::string::npos, mistake.c_str());
}

/// What a template makes of a secret is one too.
void TestResolving::madeOfSecrets()
{
    SavedConnection saved = savedAt("ws://h/{{secret.x}}");
    saved.options.headers = {{"X-Tenant", "{{base64 me:{{secret.x}}}} {{uuid}}"}};
    const auto done = resolved(saved, {}, {{"secret.x", "hunter2"}});
    QVERIFY(done);
    QCOMPARE(done->secrets, (std::vector<std::string>{"hunter2", "bWU6aHVudGVyMg=="}));
}

void TestResolving::secretNames()
{
    SavedConnection saved = savedAt("ws://{{host}}/{{ env.key }}?t={{secret.t}}&k={{key}}");
    saved.options.origin = QStringLiteral("{{base64 me:{{secret.p}}}} \\{{secret.no}}");
    const Environment environment{"test", {{"host", "h", false}, {"key", {}, true}}};
    QCOMPARE(secretsOf(saved, environment), (QStringList{"key", "secret.t", "secret.p"}));
}

void TestResolving::environmentFile()
{
    const char* text =
        "variables:\n  host: example.com\n  port: \"8080\"\n  token: {secret: true}\n";
    const auto environment = environmentFrom(text, QStringLiteral("/a/staging.env.yaml"));
    QVERIFY2(environment, environment ? "" : environment.error().message().c_str());
    QCOMPARE(environment->name, QStringLiteral("staging"));
    QCOMPARE(environment->variables.size(), std::size_t{3});
    QVERIFY(environment->find(QStringLiteral("token"))->secret);
    QCOMPARE(environment->find(QStringLiteral("port"))->value, QStringLiteral("8080"));
    QCOMPARE(QString::fromStdString(textOf(*environment)), QString::fromUtf8(text));
    Environment secret = *environment;
    secret.variables[2].value = QStringLiteral("hunter2");
    QVERIFY(textOf(secret).find("hunter2") == std::string::npos);
    QVERIFY(environmentFrom("", QStringLiteral("e.env.yaml")));
    QVERIFY(environmentFrom("variables:\n", QStringLiteral("e.env.yaml")));
}

void TestResolving::environmentMistakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("value of a secret") << "variables:\n  a: {secret: true, value: x}\n"
                                       << "e.env.yaml:2:21";
    QTest::newRow("name") << "variables:\n  a b: x\n"
                          << "no name for a variable";
    QTest::newRow("key") << "variabels:\n  a: x\n"
                         << "did you mean variables?";
    QTest::newRow("list") << "variables: [a]\n"
                          << "map of names and values";
    QTest::newRow("nested") << "variables:\n  a: {b: c}\n"
                            << "\"b\" is not known";
}

void TestResolving::environmentMistakes()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto read = environmentFrom(text.toStdString(), QStringLiteral("e.env.yaml"));
    QVERIFY(!read);
    const QString mistake = QString::fromStdString(read.error().message());
    QVERIFY2(mistake.contains(part), qPrintable(mistake));
}

using Change = std::function<void(connection::ConnectionOptions&)>;

void TestResolving::secretsAreTakenOut_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("secrets");
    using Options = connection::ConnectionOptions;
    const auto row = [](const char* name, const char* address, const QStringList& secrets,
                        auto change) {
        QTest::newRow(name) << QString::fromUtf8(address) << Change(change) << secrets;
    };
    const auto none = [](Options&) {};
    row("nothing", "wss://host/path?q=1", {}, none);
    row("parameter", "wss://host/?access_token=hunter2&q=1", {"hunter2"}, none);
    row("last parameter", "host/?q=1&access_token=hunter2", {"hunter2"}, none);
    row("user info", "wss://me:hunter2@host/", {"me:hunter2"}, none);
    row("user info without scheme", "me:hunter2@host/", {"me:hunter2"}, none);
    row("template", "wss://host/?access_token={{token}}", {}, none);
    row("template and literal", "wss://host/?access_token={{token}}-hunter2", {"-hunter2"}, none);
    row("template behind the user", "wss://me:{{token}}@host/", {}, none);
    row("templates and separators", "wss://host/", {}, [](Options& o) {
        o.headers = {{"Authorization", "Basic {{base64 {{token}}:{{token}}}}"},
                     {"X-Api-Key", "{{token}}.{{token}}"}};
    });
    row("literal of a template", "wss://host/", {"hunter2", "hunter3"}, [](Options& o) {
        o.headers = {{"Authorization", "Basic {{base64 me:{{token}}hunter2}}"}};
        o.authorization = {connection::Authorization::Scheme::Bearer, {}, "hunter3{{token}}"};
    });
    row("proxy with a template", "wss://host/", {"hunter2"}, [](Options& o) {
        o.proxy = connection::ProxyOptions::through(
            proxyFrom({"http://me:hunter2@{{token}}:3128", {}, {}}));
    });
    row("header", "wss://host/", {"hunter2"}, [](Options& o) {
        o.headers = {{"Authorization", "Bearer hunter2"}, {"X-Other", "seen"}};
    });
    row("two headers", "wss://host/", {"hunter2", "hunter3"}, [](Options& o) {
        o.headers = {{"X-Api-Key", "hunter2"}, {"X-Api-Key", "hunter3"}};
    });
    row("cookie header", "wss://host/", {"hunter2", "hunter3"}, [](Options& o) {
        o.headers = {{"Cookie", "a=hunter2; b=hunter3"}};
    });
    row("cookies", "wss://host/", {"hunter2"}, [](Options& o) { o.cookies = {{"a", "hunter2"}}; });
    row("authorization", "wss://host/", {"hunter2"}, [](Options& o) {
        o.authorization = {connection::Authorization::Scheme::Bearer, {}, "hunter2"};
    });
    row("pass phrase", "wss://host/", {"hunter2"},
        [](Options& o) { o.tls.passPhrase = QStringLiteral("hunter2"); });
    row("proxy", "wss://host/", {"hunter2"}, [](Options& o) {
        o.proxy = connection::ProxyOptions::through(QUrl("http://me:hunter2@proxy:3128"));
    });
    row("subprotocols", "wss://host/", {"hunter2"}, [](Options& o) {
        o.subprotocols = QStringList{"access_token", "hunter2"};
    });
    row("raw request", "wss://host/", {"hunter2", "hunter3"}, [](Options& o) {
        o.rawRequest = "GET /?token=hunter2 HTTP/1.1\r\nX-Api-Key: hunter3\r\nHost: a\r\n\r\n";
    });
}

/// The file has none of the secrets, and with them the connection is what it was.
void TestResolving::secretsAreTakenOut()
{
    QFETCH(QString, address);
    QFETCH(Change, change);
    QFETCH(QStringList, secrets);
    SavedConnection saved = savedAt(qPrintable(address));
    change(saved.options);
    const SeparatedSecrets separated = withoutSecrets(saved, QStringLiteral("Chat"));
    QStringList found;
    for (const auto& [name, value] : separated.secrets) {
        QVERIFY2(name.startsWith(QStringLiteral("secret.chat-")), qPrintable(name));
        found += value;
    }
    found.sort();
    QCOMPARE(found, secrets);
    const Environment environment{"", {{"token", "t", false}}};
    const auto before = resolved(saved, environment, {});
    const auto after = resolved(separated.saved, environment, separated.secrets);
    QVERIFY2(after, after ? "" : after.error().message().c_str());
    QCOMPARE(after->url, before->url);
    QCOMPARE(after->resource, before->resource);
    QVERIFY(after->headers == before->headers);
    QVERIFY(after->cookies == before->cookies);
    QCOMPARE(after->rawRequest, before->rawRequest);
    QCOMPARE(after->subprotocols, before->subprotocols);
    QCOMPARE(after->proxy.url, before->proxy.url);
    QCOMPARE(after->tls.passPhrase, before->tls.passPhrase);
    QCOMPARE(after->authorization.secret, before->authorization.secret);
}

/// A file beside the connection is the same one when it is saved in another folder.
void TestResolving::otherFolder()
{
    SavedConnection saved = savedAt("wss://host/");
    saved.folder = QStringLiteral("/a/b");
    saved.options.tls.certFile = QStringLiteral("me.pem");
    saved.options.tls.keyFile = QStringLiteral("/keys/me.key");
    saved.options.tls.caFile = QStringLiteral("{{ca}}");
    const SavedConnection moved = inFolder(saved, QStringLiteral("/a/c"));
    QCOMPARE(moved.options.tls.certFile, QStringLiteral("../b/me.pem"));
    QCOMPARE(moved.options.tls.keyFile, QStringLiteral("/keys/me.key"));
    QCOMPARE(moved.options.tls.caFile, QStringLiteral("{{ca}}"));
    QCOMPARE(moved.folder, QStringLiteral("/a/c"));
    QCOMPARE(inFolder(saved, saved.folder).options, saved.options);
}

/// What is a template can't be checked before it is expanded; all else can.
void TestResolving::templatesAreNoMistakes()
{
    connection::ConnectionOptions options;
    options.subprotocols = QStringList{"{{secret.a}}", "{{secret.b}}"};
    options.headers = {{"X-{{room}}", "{{room}}"}};
    options.authorization = {connection::Authorization::Scheme::Bearer, {}, "{{secret.x}}"};
    options.proxy = connection::ProxyOptions::through(proxyFrom({"http://{{host}}:1", {}, {}}));
    QVERIFY(connection::check(withWords(options)));
    options.subprotocols += QStringLiteral("a b");
    QCOMPARE(connection::check(withWords(options)).error().where, std::string("subprotocol 3"));
}

void TestResolving::takenOutAndBack()
{
    SavedConnection saved = savedAt("wss://host/?token=hunter2");
    const SeparatedSecrets first = withoutSecrets(saved, QStringLiteral("a/Chat 1"));
    QCOMPARE(first.saved.address, QStringLiteral("wss://host/?token={{secret.a-chat-1-url}}"));
    const SeparatedSecrets second =
        withoutSecrets(saved, QStringLiteral("a/Chat 1"), {"secret.a-chat-1-url"});
    QCOMPARE(second.saved.address, QStringLiteral("wss://host/?token={{secret.a-chat-1-url-2}}"));
    QVERIFY(withoutSecrets(first.saved, QStringLiteral("x")).secrets.empty());
}

FRAMESCOPE_TEST(TestResolving)

} // namespace tst_resolving

#include "tst_resolving.moc"
