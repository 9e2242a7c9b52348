// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/event_loader.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

#include <filesystem>

namespace tst_event_loader {

using namespace framescope;
using namespace framescope::present;
using framescope::test::CaptureScript;
using timeline::View;

namespace {

using Loaded = std::shared_ptr<const LoadedEvent>;

constexpr std::string_view opening = R"(connecting ws://example.com/chat
                                        tcp
                                        -> request
                                        <- 101
                                        )";

std::shared_ptr<const timeline::Timeline> recorded(CaptureScript& script, std::string_view frames)
{
    script.play(std::string(opening) + std::string(frames));
    script.finish();
    return script.reloaded();
}

/// The newest event of a type.
EventId lastOf(const timeline::Timeline& timeline, timeline::Type type)
{
    for (auto n = static_cast<std::uint32_t>(timeline.size()); n > 0; --n) {
        if (timeline.entry(EventId{n - 1}).type == type) {
            return EventId{n - 1};
        }
    }
    qFatal("there is no such event");
}

/// Null where it failed.
Loaded loadedBy(EventLoader& loader, const std::shared_ptr<const timeline::Timeline>& timeline,
                EventId id, View view = View::Messages)
{
    Loaded result;
    bool failed = false;
    const auto taken = QObject::connect(&loader, &EventLoader::loaded,
                                        [&](const Loaded& event) { result = event; });
    const auto noted = QObject::connect(&loader, &EventLoader::failed, [&] { failed = true; });
    loader.load(timeline, id, view);
    if (!QTest::qWaitFor([&] { return result || failed; }, test::Patience)) {
        qFatal("nothing came");
    }
    QObject::disconnect(taken);
    QObject::disconnect(noted);
    return result;
}

QByteArray textOf(const LoadedEvent& event)
{
    return {reinterpret_cast<const char*>(event.payload->data()),
            static_cast<qsizetype>(event.payload->size())};
}

} // namespace

class TestEventLoader : public QObject
{
    Q_OBJECT

private slots:
    void message();
    void lifeCycle();
    void assembledMessageHasItsFirstFrame();
    void fragmentInFrames();
    void violationsOfTheFrame();
    void compressedMessage();
    void wireBytesAreLimited();
    void json_data();
    void json();
    void newestRequestWins();
    void cancelledIsNotDelivered();
    void cancelLetsTheTimelineGo();
    void anotherTimeline();
    void failure();
    void goneWhileLoading();
};

void TestEventLoader::message()
{
    CaptureScript script;
    const auto timeline = recorded(script, "-> text hello");
    EventLoader loader;
    const Loaded event = loadedBy(loader, timeline, lastOf(*timeline, timeline::Type::Text));
    QVERIFY(event);
    QCOMPARE(textOf(*event), QByteArray("hello"));
    QVERIFY(event->record.payload.empty());
    QCOMPARE(event->record.kind, timeline::Kind::Message);
    QVERIFY(!event->isLifeCycle());
    QVERIFY(event->frame);
    QVERIFY(event->frame->header.masked);
    QCOMPARE(event->frame->wireBytes->size(), std::size_t{2 + 4 + 5});
    QVERIFY(!event->json);
    QVERIFY(event->connection);
    QCOMPARE(event->connection->url, std::string("ws://example.com/chat"));
    QCOMPARE(event->start, timeline->start());
}

void TestEventLoader::lifeCycle()
{
    CaptureScript script;
    const auto timeline = recorded(script, "");
    EventLoader loader;
    const Loaded event = loadedBy(loader, timeline, lastOf(*timeline, timeline::Type::Response));
    QVERIFY(event);
    QVERIFY(event->isLifeCycle());
    QVERIFY(event->payload->empty());
    QVERIFY(!event->frame);
    QVERIFY(event->connection->response);
}

void TestEventLoader::assembledMessageHasItsFirstFrame()
{
    CaptureScript script;
    const auto timeline = recorded(script, R"(<- more text one
                                              <- more rest two
                                              <- rest three)");
    EventLoader loader;
    const Loaded event = loadedBy(loader, timeline, lastOf(*timeline, timeline::Type::Text));
    QVERIFY(event);
    QVERIFY(event->isAssembled());
    QCOMPARE(textOf(*event), QByteArray("onetwothree"));
    QCOMPARE(event->record.detail.frames, 3U);
    QVERIFY(event->frame);
    QVERIFY(!event->frame->header.fin);
    QCOMPARE(event->frame->header.payloadLength, std::uint64_t{3});
    QCOMPARE(event->frame->wireBytes->size(), std::size_t{5});
}

void TestEventLoader::fragmentInFrames()
{
    CaptureScript script;
    const auto timeline = recorded(script, R"(<- more text one
                                              <- rest two)");
    EventLoader loader;
    const Loaded event =
        loadedBy(loader, timeline, lastOf(*timeline, timeline::Type::Continuation), View::Frames);
    QVERIFY(event);
    QCOMPARE(event->record.kind, timeline::Kind::Frame);
    QCOMPARE(textOf(*event), QByteArray("two"));
}

void TestEventLoader::violationsOfTheFrame()
{
    CaptureScript script;
    const auto timeline = recorded(script, "<- raw a1 01 'x'");
    EventLoader loader;
    const Loaded event = loadedBy(loader, timeline, lastOf(*timeline, timeline::Type::Text));
    QVERIFY(event);
    QCOMPARE(event->frame->violations.size(), std::size_t{1});
    QCOMPARE(event->frame->violations.front().rule, wire::Rule::RsvSet);
}

void TestEventLoader::compressedMessage()
{
    CaptureScript script;
    script.play(R"(connecting ws://example.com/chat
                   tcp
                   -> request deflate
                   <- 101 deflate
                   <- deflated text [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1])");
    script.finish();
    const auto timeline = script.reloaded();
    EventLoader loader;
    const Loaded event = loadedBy(loader, timeline, lastOf(*timeline, timeline::Type::Text));
    QVERIFY(event);
    QVERIFY(event->frame->compressed);
    QVERIFY(textOf(*event).startsWith("[1,1,"));
    QVERIFY(event->frame->wireBytes->size() < event->payload->size());
    QVERIFY(event->json);
}

void TestEventLoader::wireBytesAreLimited()
{
    CaptureScript script;
    const auto timeline = recorded(script, "<- raw 82 7e 20 00 'x'*8192");
    EventLoader loader;
    const Loaded event = loadedBy(loader, timeline, lastOf(*timeline, timeline::Type::Binary));
    QVERIFY(event);
    QCOMPARE(event->payload->size(), std::size_t{8192});
    QCOMPARE(event->frame->wireBytes->size(), std::size_t{EventLoader::WireLimit});
}

void TestEventLoader::json_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<bool>("isValid");
    const auto row = [](const char* name, const char* frame, bool isJson, bool isValid) {
        QTest::newRow(name) << frame << isJson << isValid;
    };
    row("object", R"(<- text {"a":1})", true, true);
    row("array", "<- text [1]", true, true);
    row("white space first", "<- raw 81 05 20 0a '[1]'", true, true);
    row("begun but broken", "<- text [1,", true, false);
    row("a number is no tree", "<- text 12", false, false);
    row("a word is no tree", "<- text true", false, false);
    row("a sentence", "<- text hello", false, false);
    row("empty", "<- raw 81 00", false, false);
    row("text that is not UTF-8", "<- raw 81 04 '[\"' ff '\"'", false, false);
    row("binary JSON", "<- raw 82 03 '[1]'", true, true);
    row("binary that begins like it", "<- raw 82 03 '[1x'", false, false);
    row("ping with JSON", "<- raw 89 03 '[1]'", true, true);
}

void TestEventLoader::json()
{
    QFETCH(QString, frame);
    QFETCH(bool, isJson);
    QFETCH(bool, isValid);
    CaptureScript script;
    const auto timeline = recorded(script, frame.toStdString());
    const EventId id{static_cast<std::uint32_t>(timeline->size() - 1)};
    EventLoader loader;
    const Loaded event = loadedBy(loader, timeline, id);
    QVERIFY(event);
    QCOMPARE(event->json != nullptr, isJson);
    if (isJson) {
        QCOMPARE(!event->json->outline.failure(), isValid);
        QCOMPARE(event->json->text, event->payload); // not a copy
    }
}

void TestEventLoader::newestRequestWins()
{
    CaptureScript script;
    std::string frames;
    for (int i = 0; i < 50; ++i) {
        frames += "<- text message " + std::to_string(i) + "\n";
    }
    const auto timeline = recorded(script, frames);
    const EventId last = lastOf(*timeline, timeline::Type::Text);
    EventLoader loader;
    std::vector<EventId> delivered;
    connect(&loader, &EventLoader::loaded, this,
            [&](const Loaded& event) { delivered.push_back(event->record.id); });
    for (std::uint32_t n = 0; n <= last.value; ++n) {
        loader.load(timeline, EventId{n}, View::Messages);
    }
    QTRY_VERIFY(!delivered.empty());
    QCOMPARE(delivered, std::vector<EventId>{last});
}

void TestEventLoader::cancelledIsNotDelivered()
{
    CaptureScript script;
    const auto timeline = recorded(script, "<- text one\n<- text two");
    const EventId last = lastOf(*timeline, timeline::Type::Text);
    EventLoader loader;
    QSignalSpy loaded(&loader, &EventLoader::loaded);
    loader.load(timeline, last, View::Messages);
    loader.cancel();
    // What comes after it comes alone.
    QVERIFY(loadedBy(loader, timeline, EventId{last.value - 1}));
    QCOMPARE(loaded.count(), 1);
}

void TestEventLoader::cancelLetsTheTimelineGo()
{
    CaptureScript script;
    auto timeline = recorded(script, "<- text one");
    const std::weak_ptr<const timeline::Timeline> watched = timeline;
    EventLoader loader;
    QVERIFY(loadedBy(loader, timeline, EventId{0}));
    timeline.reset();
    loader.cancel();
    QTRY_VERIFY(watched.expired());
}

void TestEventLoader::anotherTimeline()
{
    CaptureScript one;
    CaptureScript two;
    const auto first = recorded(one, "<- text one");
    const auto second = recorded(two, "<- text two");
    EventLoader loader;
    QCOMPARE(textOf(*loadedBy(loader, first, lastOf(*first, timeline::Type::Text))),
             QByteArray("one"));
    QCOMPARE(textOf(*loadedBy(loader, second, lastOf(*second, timeline::Type::Text))),
             QByteArray("two"));
}

void TestEventLoader::failure()
{
    CaptureScript script;
    const auto timeline = recorded(script, "<- text hello");
    std::filesystem::resize_file(script.path(), 100);
    EventLoader loader;
    QSignalSpy failed(&loader, &EventLoader::failed);
    loader.load(timeline, lastOf(*timeline, timeline::Type::Text), View::Messages);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed.front().front().toString().isEmpty());
}

void TestEventLoader::goneWhileLoading()
{
    CaptureScript script;
    const auto timeline = recorded(script, "<- text hello");
    const long readers = timeline.use_count();
    for (int i = 0; i < 100; ++i) {
        EventLoader loader;
        loader.load(timeline, EventId{0}, View::Messages);
    }
    QTRY_COMPARE(timeline.use_count(), readers);
}

FRAMESCOPE_TEST(TestEventLoader)

} // namespace tst_event_loader

#include "tst_event_loader.moc"
