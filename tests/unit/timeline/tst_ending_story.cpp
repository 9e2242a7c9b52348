// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/ending/ending_story.h"

#include <QStringList>
#include <QTest>

#include <iterator>
#include <set>
#include <string>

namespace tst_ending_story {

using namespace framescope;
using timeline::EndingStory;

namespace {

const std::string Opening = "connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n";

struct Row
{
    const char* name;
    const char* script;
    const char* cause;
    const char* headline;
    const char* browser;           ///< "1000 clean Bye!"; "-" if it is unknown
    std::vector<const char*> said; ///< parts of the sentences, in any order
};

const Row Rows[] = {
    {"the server closes",
     "<- close 1000 Bye!\nwait 3\n-> close 1000\n<- fin\n-> fin\nclosed {}",
     "finished",
     "The server closed the connection with 1000 (normal closure), in order.",
     "1000 clean Bye!",
     {"The server sent Close first, with 1000 (normal closure) and the reason \"Bye!\".",
      " ms with the same code.", "The server ended TCP (FIN) "}},
    {"RST behind the Closes",
     "<- close 1000\nwait 3\n-> close 1000\n<- rst\nclosed {}",
     "finished",
     "The server closed the connection with 1000 (normal closure), and the server reset TCP (RST) "
     "after that.",
     "1000",
     {"It says so because the server ended TCP by a reset (RST)"}},
    {"FIN, then RST for an answer that came late",
     "<- close 1001\n<- fin\n-> close 1001\n<- rst\nclosed {}",
     "server-goes-away",
     "The server closed the connection with 1001 (going away), in order.",
     "1001 clean",
     {"The server ended TCP (FIN) ", "A reset (RST) followed it"}},
    {"the client closes without a code",
     "-> close\n<- close\n<- fin\n-> fin\nclosed {}",
     "no-code",
     "The client closed the connection with no code, in order.",
     "1005 clean",
     {"1005 stands for a Close frame without a code, and is never sent itself",
      " ms with no code, too."}},
    {"both close",
     "-> close 4000\n<- close 4001\n<- fin\n-> fin\nclosed {}",
     "private-code",
     "The client closed the connection with 4000 (private use), in order.",
     "4001 clean",
     {"either both sides closed at the same time, or the server answers with a code"}},
    {"going away",
     "<- close 1001\n-> close 1001\n<- fin\n-> fin\nclosed {}",
     "server-goes-away",
     "The server closed the connection with 1001 (going away), in order.",
     "1001 clean",
     {}},
    {"the page is left",
     "-> close 1001\n<- close 1001\n<- fin\n-> fin\nclosed {}",
     "client-goes-away",
     "The client closed the connection with 1001 (going away), in order.",
     "1001 clean",
     {}},
    {"too big",
     "<- close 1009\n-> close 1009\n<- fin\n-> fin\nclosed {}",
     "message-too-big",
     "The server closed the connection with 1009 (message too big), in order.",
     "1009 clean",
     {}},
    {"keepalive of Python's websockets",
     "<- close 1011 keepalive ping timeout\n-> close 1011\n<- fin\n-> fin\nclosed {}",
     "ping-timeout",
     "The server closed the connection with 1011 (internal error), in order.",
     "1011 clean keepalive ping timeout",
     {}},
    {"restart",
     "<- close 1012\n-> close 1012\n<- fin\n-> fin\nclosed {}",
     "service-restart",
     "The server closed the connection with 1012 (service restart), in order.",
     "1012 clean",
     {}},
    {"registered",
     "<- close 3500\n-> close 3500\n<- fin\n-> fin\nclosed {}",
     "registered-code",
     "The server closed the connection with 3500 (registered use), in order.",
     "3500 clean",
     {}},
    {"like a status of HTTP",
     "<- close 4401\n-> close 4401\n<- fin\n-> fin\nclosed {}",
     "private-like-http",
     "The server closed the connection with 4401 (private use), in order.",
     "4401 clean",
     {}},
    {"a code that is only reported",
     "<- close 1006\n-> close 1002\n<- fin\n-> fin\nclosed {}",
     "code-not-for-the-wire",
     "The server closed the connection with 1006 (abnormal closure), by a Close frame that breaks "
     "the protocol.",
     "1006",
     {"It says so because the server's Close frame counts for nothing."}},
    {"one byte",
     "<- raw 88 01 03\n-> close 1002\n<- fin\n-> fin\nclosed {}",
     "close-of-one-byte",
     "The server closed the connection with no code, by a Close frame that breaks the protocol.",
     "1006",
     {}},
    {"a reason that is not UTF-8",
     "<- raw 88 04 03e8 ff fe\n-> close 1007\n<- fin\n-> fin\nclosed {}",
     "reason-not-utf8",
     "The server closed the connection with 1000 (normal closure), by a Close frame that breaks "
     "the protocol.",
     "1006",
     {"the reason \"\\xff\\xfe\""}},
    {"data after Close",
     "<- close 1000\n<- text more\n-> close 1000\n<- fin\n-> fin\nclosed {}",
     "frame-after-close",
     "The server closed the connection with 1000 (normal closure), but a frame came after that.",
     "1006",
     {}},
    {"the client failed the connection",
     "-> close 1002 bad\n<- close 1002\n<- fin\n-> fin\nclosed {}",
     "failed-by-client",
     "The client closed the connection with 1002 (protocol error), in order.",
     "1002 clean",
     {}},
    {"no answer",
     "-> close 1000\nwait 5000\n-> fin\nclosed {\"text\":\"the server did not answer Close within "
     "5 s\"}",
     "answer-missing",
     "The client closed the connection with 1000 (normal closure), and the server did not answer.",
     "1006",
     {"The server sent no Close frame in answer.", "The server did not answer Close within 5 s."}},
    {"the client ends TCP right behind its Close",
     "-> close 4000 x\n-> fin\n<- fin\nclosed {}",
     "client-did-not-wait",
     "The client closed the connection with 4000 (private use), and ended TCP before the server "
     "could answer.",
     "1006",
     {"The client ended TCP (FIN)"}},
    {"the client resets TCP right behind its Close",
     "-> close 4000 x\n-> rst\nclosed {}",
     "client-did-not-wait",
     "The client closed the connection with 4000 (private use), and ended TCP before the server "
     "could answer.",
     "1006",
     {"The client reset TCP (RST)"}},
    {"the client cuts a frame",
     "-> raw 81 83 01020304 'a'\n-> fin\n<- fin\nclosed {\"unsent\":3}",
     "client-left",
     "The client ended TCP (FIN) in the middle of a frame.",
     "1006",
     {"3 bytes were never sent, as the client ended TCP before."}},
    {"a code that no Close frame may have",
     "<- close 999\n-> close 1002\n<- fin\n-> fin\nclosed {}",
     "code-not-for-the-wire",
     "The server closed the connection with 999 (unused), by a Close frame that breaks the "
     "protocol.",
     "999 clean",
     {"It says so because Chromium passes a code on that no Close frame may have."}},
    {"FIN in place of an answer",
     "-> close 1000\n<- fin\n-> fin\nclosed {}",
     "end-in-place-of-answer",
     "The client closed the connection with 1000 (normal closure), and the server did not answer.",
     "1006",
     {}},
    {"the client does not answer",
     "<- close 1001\n<- fin\n-> fin\nclosed {}",
     "client-did-not-answer",
     "The server closed the connection with 1001 (going away), and the client did not answer.",
     "1001",
     {}},
    {"the answer was not sent",
     "<- close 1000\n-> close 1000\n-> rst\nclosed {\"unsent\":9,\"close_unsent\":true}",
     "finished",
     "The server closed the connection with 1000 (normal closure), but the answer never left the "
     "client.",
     "1000",
     {"9 bytes were never sent", "the client's Close frame is among them"}},
    {"idle",
     "<- text hello\nwait 60000\n<- fin\n-> fin\nclosed {}",
     "idle-timeout",
     "The server ended TCP (FIN) without a Close.",
     "1006",
     {"Neither side sent a Close frame", "The server ended TCP (FIN) 1:00 min after the last byte",
      "1006 stands for an ending without a Close frame that counts, and is never sent itself"}},
    {"in order after broken frames",
     "<- more text a\n<- text b\n<- rest c\n<- close 1000\n-> close 1000\n<- fin\n-> fin\n"
     "closed {}",
     "finished",
     "The server closed the connection with 1000 (normal closure), after frames that break the "
     "protocol.",
     "1006",
     {"the protocol was broken: a new message began before the last one was finished: event ",
      " of the server (RFC 6455 5.4).", "It says so because it would have failed the connection"}},
    {"Close in a message",
     "<- more text abc\n<- close 1012\n-> close 1012\n<- fin\n-> fin\nclosed {}",
     "service-restart",
     "The server closed the connection with 1012 (service restart) in the middle of a message.",
     "1012 clean",
     {"inside a text message of the server: frames with 3 bytes had come, its last frame had "
      "not."}},
    {"FIN in a message",
     "<- more text abc\n<- fin\n-> fin\nclosed {}",
     "end-without-close",
     "The server ended TCP (FIN) in the middle of a message.",
     "1006",
     {"inside a text message of the server: frames with 3 bytes"}},
    {"reset after a long silence",
     "wait 350500\n<- rst\nclosed {}",
     "idle-timeout",
     "The server reset TCP (RST) without a Close.",
     "1006",
     {}},
    {"reset",
     "<- text hello\n<- rst\nclosed {}",
     "reset",
     "The server reset TCP (RST) without a Close.",
     "1006",
     {}},
    {"FIN",
     "<- text hello\n<- fin\n-> fin\nclosed {}",
     "end-without-close",
     "The server ended TCP (FIN) without a Close.",
     "1006",
     {}},
    {"FIN after a text that is not UTF-8",
     "<- raw 81 02 ff fe\n<- fin\n-> fin\nclosed {}",
     "broken-before",
     "The server ended TCP (FIN) without a Close, after frames that break the protocol.",
     "1006",
     {"a text message is not valid UTF-8"}},
    {"FIN in a frame",
     "<- raw 81 0a 'abc'\n<- fin\n-> fin\nclosed {}",
     "cut-in-frame",
     "The server ended TCP (FIN) in the middle of a frame.",
     "1006",
     {"inside a text frame of the server: 3 of 10 bytes had come"}},
    {"RST in a frame after a silence",
     "<- raw 81 0a 'abc'\nwait 30000\n<- rst\nclosed {}",
     "stalled-in-frame",
     "The server reset TCP (RST) in the middle of a frame.",
     "1006",
     {}},
    {"the client resets",
     "-> text hello\n-> rst\nclosed {}",
     "client-left",
     "The client reset TCP (RST) without a Close.",
     "1006",
     {}},
    {"TLS is damaged",
     "event error {\"layer\":\"tls\",\"text\":\"the data received is no longer TLS\"}\n-> fin\n"
     "closed {\"tls\":\"ended without close_notify\"}",
     "tls-broken",
     "TLS ended without a Close.",
     "1006",
     {"There was an error: the data received is no longer TLS."}},
    {"closing",
     "<- close 4001 wait",
     "",
     "The connection is closing.",
     "-",
     {"The server sent Close first, with 4001 (private use) and the reason \"wait\"."}},
};

timeline::ConnectionInfo connectionOf(const std::string& script)
{
    test::CaptureScript capture;
    capture.play(script);
    capture.finish();
    return *capture.reloaded()->connection(ConnectionId{1});
}

std::string browserText(const EndingStory& story)
{
    if (!story.browser) {
        return "-";
    }
    std::string text = std::to_string(story.browser->code);
    text += story.browser->wasClean ? " clean" : "";
    return text + (story.browser->reason.empty() ? "" : ' ' + story.browser->reason);
}

bool isAfterLastClose(const std::string& tcp)
{
    return tcp.starts_with("FIN ") && tcp.ends_with(" ms after the last Close");
}

} // namespace

class TestEndingStory : public QObject
{
    Q_OBJECT

private slots:
    void story_data();
    void story();
    void halves();
    void faultsSayRuleAndSide();
    void idleLimits();
    void silenceBeforeClose();
    void notOpened();
    void notOpenedByInvalid101();
    void unknownEnding();
    void everyCauseHasWords();
    void nothingToTell();
};

void TestEndingStory::story_data()
{
    QTest::addColumn<std::size_t>("number");
    for (std::size_t i = 0; i < std::size(Rows); ++i) {
        QTest::newRow(Rows[i].name) << i;
    }
}

void TestEndingStory::story()
{
    QFETCH(std::size_t, number);
    const Row& row = Rows[number];
    const auto story = endingStory(connectionOf(Opening + row.script));
    QVERIFY(story);
    QCOMPARE(QString::fromStdString(story->headline), QString::fromLatin1(row.headline));
    QCOMPARE(std::string(story->cause), std::string(row.cause));
    QCOMPARE(browserText(*story), std::string(row.browser));
    QString told;
    for (const std::string& sentence : story->sentences) {
        QVERIFY2(sentence.ends_with('.') && !sentence.ends_with(".."), sentence.c_str());
        told += QString::fromStdString(sentence) + '\n';
    }
    for (const char* part : row.said) {
        QVERIFY2(told.contains(QString::fromUtf8(part)), qPrintable(told));
    }
}

void TestEndingStory::halves()
{
    const auto story = *endingStory(
        connectionOf(Opening + "<- close 4001 no\n-> close\n-> fin\nwait 2\n<- fin\nclosed {}"));
    QVERIFY(story.first == Direction::In);
    QCOMPARE(story.server.close, std::string("first"));
    QCOMPARE(story.server.code, std::string("4001 private use"));
    QCOMPARE(story.server.reason, std::string("\"no\""));
    QCOMPARE(story.server.bytes, std::string("0f a1 6e 6f"));
    QCOMPARE(story.server.registered, std::string("nobody: private use"));
    QVERIFY(isAfterLastClose(story.server.tcp));
    QVERIFY(story.client.close.ends_with(" ms after the first"));
    QCOMPARE(story.client.code, std::string("none: the Close frame is empty"));
    QCOMPARE(story.client.bytes, std::string());
    QVERIFY(isAfterLastClose(story.client.tcp));
    const auto late = *endingStory(
        connectionOf(Opening + "<- close 1001\n<- fin\n-> close 1001\n<- rst\nclosed {}"));
    QVERIFY2(late.server.tcp.ends_with(" ms before the last Close, then RST"),
             late.server.tcp.c_str());
}

void TestEndingStory::faultsSayRuleAndSide()
{
    const auto story = *endingStory(connectionOf(
        Opening + "<- close 999\n<- text late\n-> close 1002\n<- fin\n-> fin\nclosed {}"));
    QStringList faults;
    for (const timeline::EndingFault& fault : story.faults) {
        faults += QString::fromStdString(std::string(wire::info(fault.violation.rule).id)) +
                  (fault.by == Direction::In ? " of the server" : "");
    }
    QCOMPARE(faults, (QStringList{"close-code-invalid of the server", "data-after-close"}));
    const auto broken = *endingStory(
        connectionOf(Opening + "<- more text a\n<- text b\n<- rest c\n<- rest d\n-> raw 81 01 'x'\n"
                               "<- close 1000\n-> close 1000\n<- fin\n-> fin\nclosed {}"));
    QStringList rules;
    for (const timeline::EndingFault& fault : broken.faults) {
        rules += QString::fromStdString(std::string(wire::info(fault.violation.rule).id));
    }
    QCOMPARE(rules,
             (QStringList{"message-interleaved", "continuation-unexpected", "mask-missing"}));
}

void TestEndingStory::idleLimits()
{
    using namespace std::chrono_literals;
    for (const auto& [silence, limit] :
         std::vector<std::pair<Duration, const char*>>{{30s, "30 s"},
                                                       {55400ms, "55 s"},
                                                       {59300ms, "60 s"},
                                                       {101s, "100 s"},
                                                       {121s, "120 s"},
                                                       {356s, "350 s"},
                                                       {20s, ""},
                                                       {80s, ""}}) {
        const std::string text = timeline::idleLimitText(silence);
        QVERIFY2(*limit ? text.starts_with(limit) : text.empty(), text.c_str());
    }
    const auto story = *endingStory(connectionOf(Opening + "wait 60000\n<- rst\nclosed {}"));
    QVERIFY(story.usually.find("60 s is the usual limit of nginx") != std::string::npos);
}

void TestEndingStory::silenceBeforeClose()
{
    const std::string end = "<- close 1001\n-> close 1001\n<- fin\n-> fin\nclosed {}";
    const auto story = *endingStory(connectionOf(Opening + "<- text hi\nwait 60000\n" + end));
    QVERIFY(story.usually.find("it may be an idle timeout. 60 s is the usual") !=
            std::string::npos);
    const auto quick =
        *endingStory(connectionOf(Opening + "wait 60000\n<- text hi\n" + end + "\nwait 60000"));
    QVERIFY(quick.usually.find("it may be an idle timeout") == std::string::npos);
}

void TestEndingStory::notOpened()
{
    const auto story = *endingStory(connectionOf(
        "connecting ws://example.com/chat\ntcp\n-> request\n"
        "<- http HTTP/1.1 401 Unauthorized|Content-Length: 0||\n<- fin\n-> fin\nclosed {}"));
    QCOMPARE(story.headline, std::string("The connection did not open."));
    QCOMPARE(std::string(story.cause), std::string("not-opened"));
    QVERIFY(story.sentences.front().find("401") != std::string::npos);
    QCOMPARE(browserText(story), std::string("1006"));
    QVERIFY(story.usually.starts_with("Give credentials"));
}

/// What follows an invalid 101 is no closing handshake, and says nothing about the client.
void TestEndingStory::notOpenedByInvalid101()
{
    const std::string script = "connecting ws://example.com/chat\ntcp\n-> request\n"
                               "<- http HTTP/1.1 101 X|Upgrade: websocket|Connection: Upgrade|"
                               "Sec-WebSocket-Accept: AAAA||\n";
    for (const char* end : {"<- close 1000 x\n-> fin\n<- fin\nclosed {}",
                            "<- close 1000 x\n-> close 1000\n-> fin\n<- fin\nclosed {}",
                            "<- text hi\n-> fin\n<- fin\nclosed {}", "<- close 1000 x"}) {
        const auto story = endingStory(connectionOf(script + end));
        QVERIFY2(story, end);
        QCOMPARE(story->headline, std::string("The connection did not open."));
        QVERIFY2(story->sentences.front().find("Sec-WebSocket-Accept") != std::string::npos,
                 story->sentences.front().c_str());
        QVERIFY(story->faults.front().violation.rule == wire::Rule::AcceptMismatch);
        QVERIFY2(story->usually.find("hangs") == std::string::npos, story->usually.c_str());
        if (story->browser) {
            QCOMPARE(std::string(story->cause), std::string("not-opened"));
            QCOMPARE(browserText(*story), std::string("1006"));
        }
    }
}

void TestEndingStory::unknownEnding()
{
    const auto story = *endingStory(connectionOf("tcp silently\n<- text hi\n<- fin\n-> fin"));
    QVERIFY2(!story.browser, story.headline.c_str());
    QCOMPARE(story.headline, std::string("How the connection ended is not known."));
}

void TestEndingStory::everyCauseHasWords()
{
    std::set<std::string_view> ids;
    for (int i = 0; i <= int(timeline::EndingCause::Unknown); ++i) {
        const auto cause = static_cast<timeline::EndingCause>(i);
        const timeline::EndingWords& words = timeline::wordsOf(cause);
        QVERIFY(words.cause == cause);
        QVERIFY(ids.insert(words.id).second);
        QVERIFY(words.usually.empty() || words.usually.ends_with('.'));
    }
}

void TestEndingStory::nothingToTell()
{
    QVERIFY(!endingStory(connectionOf(Opening + "<- text hi")));
}

FRAMESCOPE_TEST(TestEndingStory)

} // namespace tst_ending_story

#include "tst_ending_story.moc"
