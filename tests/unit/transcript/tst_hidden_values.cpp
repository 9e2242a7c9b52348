// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/hidden_values.h"

#include "support/test_program.h"
#include "transcript/secret_removal.h"

#include <QTest>

namespace tst_hidden_values {

using namespace framescope;
using namespace framescope::transcript;
using Strings = std::vector<std::string>;
using timeline::List;

namespace {

timeline::Value pairOf(const char* name, const char* value)
{
    return {List{{std::string(name)}, {std::string(value)}}};
}

timeline::ConnectingDetail connecting(const char* url, timeline::Members options = {})
{
    timeline::ConnectingDetail detail;
    detail.url = url;
    detail.options = std::move(options);
    return detail;
}

wire::HttpHead request(const char* target, wire::HeaderFields fields = {})
{
    wire::HttpHead head;
    head.isRequest = true;
    head.method = "GET";
    head.target = target;
    head.fields = std::move(fields);
    return head;
}

} // namespace

class HiddenValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void targets_data();
    void targets();
    void headers();
    void rawRequests();
    void shortValuesOfTheRequest();
};

void HiddenValuesTest::targets_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Strings>("values");
    const auto row = [](const char* url, const char* target, Strings values) {
        QTest::newRow(url) << QByteArray(url) << QByteArray(target) << std::move(values);
    };
    row("ws://h/***removed***/b?q=***removed***&c", "/a%20a/b?q=x&c", {"a%20a", "x"});
    row("ws://h", "/", {});
    row("ws://h/b?token=***removed***", "/b?token=abc", {}); // its name tells
    row("ws://h/b?token=***removed***&x=***removed***", "/b?token=abc&x=y", {"y"});
    row("ws://h/***removed***/b", "/else", {"/else"}); // does not fit
}

void HiddenValuesTest::targets()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, target);
    QFETCH(Strings, values);
    QCOMPARE(hiddenValues(connecting(url), request(target)), values);
    wire::HttpHead toProxy = request("h:443");
    toProxy.method = "CONNECT";
    QCOMPARE(hiddenValues(connecting(url), toProxy), Strings());
}

void HiddenValuesTest::headers()
{
    const auto detail = connecting(
        "ws://h/",
        {{"headers",
          {List{pairOf("X-Twice", "plain"), pairOf("X-Twice", "v ***removed***"),
                pairOf("X-Other", "***removed***.com"), pairOf("X-None", "stays")}}},
         {"origin", {std::string("https://***removed***")}},
         {"subprotocols", {List{{std::string("chat")}, {std::string("***removed***")}}}}});
    QCOMPARE(hiddenValues(detail, request("/", {{"x-twice", "plain"},
                                                {"X-Twice", "v one"},
                                                {"X-None", "stays"},
                                                {"X-Other", "two"},
                                                {"Origin", "https://three"},
                                                {"Sec-WebSocket-Protocol", "chat"},
                                                {"Sec-WebSocket-Protocol", "four"}})),
             (Strings{"one", "two", "four", "three"}));
    // Their order is not known if there is another one.
    QCOMPARE(
        hiddenValues(connecting("ws://h/", {{"headers", {List{pairOf("A", "***removed***")}}}}),
                     request("/", {{"A", "one"}, {"A", "two"}})),
        (Strings{"one", "two"}));
}

void HiddenValuesTest::rawRequests()
{
    const auto of = [](const char* recorded, const char* sent) {
        wire::HttpHead head;
        head.raw = sent;
        return hiddenValues(
            connecting("ws://h/***removed***", {{"raw_request", {std::string(recorded)}}}), head);
    };
    QCOMPARE(of("GET /***removed*** HTTP/1.1\r\nA: ***removed***\r\n\r\nframes",
                "GET /a b HTTP/1.1\r\nA: c\r\n\r\n"),
             (Strings{"a b", "a", "b", "c", "c"}));
    // A line that does not fit is a secret, and the others are read.
    QCOMPARE(of("GET / HTTP/1.1\nA: 1***removed***\nB: ***removed***\n\n",
                "GET / HTTP/1.1\nA: one\nB: two\n\n"),
             (Strings{"A: one", "A:", "one", "two", "two"}));
    QCOMPARE(of("GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"), Strings());
}

/// A short value would be found anywhere, so it is removed from what was sent.
void HiddenValuesTest::shortValuesOfTheRequest()
{
    const Strings values{"q7", "hunter2"};
    timeline::ConnectionInfo info;
    info.url = "ws://h/q7";
    info.request = request("/q7", {{"X-Room", "v=q7"}});
    info.response.emplace();
    info.response->fields = {{"X-Echo", "q7 hunter2"}};
    removeSecrets(info, values);
    QCOMPARE(info.url, std::string("ws://h/***removed***"));
    QCOMPARE(info.request->target, std::string("/***removed***"));
    QCOMPARE(info.request->fields[0].value, std::string("v=***removed***"));
    QCOMPARE(info.response->fields[0].value, std::string("q7 ***removed***"));
}

FRAMESCOPE_TEST(HiddenValuesTest)

} // namespace tst_hidden_values

#include "tst_hidden_values.moc"
