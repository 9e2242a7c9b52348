// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any recording, through every exporter and the models of the window. An input is a capture
// file; or, where it begins as none, lines of text: each becomes a packet comment of a
// connection with a handshake and some frames. The mutator changes such lines as JSON.
#include "recording_views.h"

#include "timeline/decode/live_capture.h"
#include "timeline/decode/load.h"
#include "work/pool.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace framescope;
using Json = nlohmann::ordered_json;

constexpr std::string_view Prefix = "framescope ";

constexpr std::string_view Request = "GET /chat?token=abc HTTP/1.1\r\n"
                                     "Host: example.com\r\n"
                                     "Upgrade: websocket\r\n"
                                     "Connection: Upgrade\r\n"
                                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                     "Sec-WebSocket-Version: 13\r\n"
                                     "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
constexpr std::string_view Response = "HTTP/1.1 101 Switching Protocols\r\n"
                                      "Upgrade: websocket\r\n"
                                      "Connection: Upgrade\r\n"
                                      "Sec-WebSocket-Extensions: permessage-deflate\r\n"
                                      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
/// A text, a ping, a compressed message that is damaged, a text that is no UTF-8.
constexpr std::array<std::uint8_t, 20> Frames{0x81, 0x02, 'h',  'i',  0x89, 0x01, 'x',
                                              0xC1, 0x04, 0xFF, 0xFF, 0xFF, 0xFF, 0x81,
                                              0x02, 0xC3, 0x28, 0x88, 0x01, 0x03};

void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

bool isCapture(std::string_view input)
{
    constexpr std::string_view Pcapng = "\x0A\x0D\x0D\x0A";
    return input.starts_with(Pcapng) || input.starts_with("\xD4\xC3\xB2\xA1") ||
           input.starts_with("\xA1\xB2\xC3\xD4") || input.starts_with("\x4D\x3C\xB2\xA1") ||
           input.starts_with("\xA1\xB2\x3C\x4D");
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The first line comes before the connection is up, the others after its frames.
void record(const std::string& path, const std::vector<std::string_view>& lines)
{
    const auto made = timeline::LiveCapture::create(path, {});
    require(made.has_value());
    timeline::LiveCapture& live = **made;
    const ConnectionId conn = live.addConnection();
    const Endpoints ends{{*IpAddress::parse("192.0.2.1"), 50000},
                         {*IpAddress::parse("192.0.2.2"), 80}};
    const auto comment = [&](std::string_view text) {
        require(live.recorder().comment(conn, now(), text).has_value());
    };
    if (!lines.empty()) {
        comment(lines.front());
    }
    require(live.connected(conn, now(), ends, timeline::ConnectedDetail()).has_value());
    require(live.append(conn, Direction::Out, now(), asBytes(Request)).has_value());
    require(live.append(conn, Direction::In, now(), asBytes(Response)).has_value());
    require(live.append(conn, Direction::In, now(), Frames).has_value());
    for (std::size_t i = 1; i < lines.size(); ++i) {
        comment(lines[i]);
    }
    require(live.finish().has_value());
}

void examine(const std::string& path)
{
    const auto loaded = timeline::load(path);
    if (loaded) {
        test::exportAll(loaded->timeline);
        test::showAll(loaded->timeline);
    }
}

QCoreApplication& application()
{
    static int count = 1;
    static std::array<char, 15> name{"fuzz_recording"};
    static std::array<char*, 2> arguments{name.data(), nullptr};
    static QCoreApplication application(count, arguments.data());
    return application;
}

/// A value of any kind, what readers are not prepared for among them.
Json oddValue(std::minstd_rand& random)
{
    switch (random() % 12) {
    case 0:
        return nullptr;
    case 1:
        return static_cast<std::int64_t>(-1) - static_cast<std::int64_t>(random());
    case 2:
        return UINT64_MAX;
    case 3:
        return 1e308;
    case 4:
        return true;
    case 5:
        return Json::array({"a", 1, nullptr});
    case 6:
        return Json::object({{"text", Json::array()}});
    case 7: {
        Json deep = 1;
        for (int i = 0; i < 80; ++i) {
            deep = i % 2 == 0 ? Json::array({deep}) : Json{{"a", deep}};
        }
        return deep;
    }
    case 8:
        return "<img src=file:///dev/zero>";
    case 9:
        return "\x1b[31m\xC2\x9B\xE2\x80\xAE";
    case 10:
        return std::string(random() % 2000, 'x');
    default:
        return std::string();
    }
}

/// One value of it, wherever it stands, is another afterwards; or a member is added.
void mutate(Json& value, std::minstd_rand& random)
{
    static constexpr std::array Names{
        "conn", "event",  "text",         "layer", "status",   "url",    "addresses", "chain", "on",
        "nth",  "unsent", "close_unsent", "body",  "replaces", "marked", "ms",        "server"};
    if (value.is_structured() && !value.empty() && random() % 4 != 0) {
        auto child = value.begin();
        std::advance(child, static_cast<std::ptrdiff_t>(random() % value.size()));
        mutate(*child, random);
    } else if (value.is_object() && random() % 2 == 0) {
        value[Names[random() % Names.size()]] = oddValue(random);
    } else {
        value = oddValue(random);
    }
}

std::string mutated(std::string_view line, std::minstd_rand& random)
{
    static constexpr std::array Events{"connecting", "resolved",  "connected", "secured", "error",
                                       "closed",     "behaviour", "note",      "mark"};
    Json json = Json::parse(line.substr(std::min(Prefix.size(), line.size())), nullptr, false);
    if (!json.is_object()) {
        json = {{"conn", 1}, {"event", Events[random() % Events.size()]}};
    }
    mutate(json, random);
    return std::string(Prefix) + json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most)
    __attribute__((weak));

/// Of a capture, and now and then, any bytes change.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int seed)
{
    std::minstd_rand random(seed);
    const std::string input(reinterpret_cast<const char*>(data), size);
    if (isCapture(input) || random() % 4 == 0) {
        return LLVMFuzzerMutate(data, size, most);
    }
    const std::vector<std::string_view> lines = linesOf(input);
    const std::size_t chosen = random() % (lines.size() + 1);
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        text += (i == chosen ? mutated(lines[i], random) : std::string(lines[i])) + '\n';
    }
    if (chosen == lines.size()) {
        text += mutated({}, random) + '\n';
    }
    const std::size_t length = std::min(text.size(), most);
    std::memcpy(data, text.data(), length);
    return length;
}

namespace {

void examineInput(std::string_view input)
{
    if (isCapture(input)) {
        const int descriptor = ::memfd_create("capture", MFD_CLOEXEC);
        require(descriptor >= 0);
        require(::write(descriptor, input.data(), input.size()) ==
                static_cast<ssize_t>(input.size()));
        examine("/proc/self/fd/" + std::to_string(descriptor));
        ::close(descriptor);
        return;
    }
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("fuzz.pcapng")).toStdString();
    record(path, linesOf(input));
    examine(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static_cast<void>(application());
    examineInput({reinterpret_cast<const char*>(data), size});
    work::Pool::ofProgram().wait(); // what is still at work would be taken for a leak
    return 0;
}
