// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first line of the input is an expression, the rest a text. Whatever is typed gets a mistake
// with a position in it, or a filter that matches an event exactly when its opposite does not.
// What nlohmann's parser takes for JSON, JsonWalk does too, and the other way round.
#include "base/text/utf8_validator.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_walk.h"
#include "filter/language/completion.h"
#include "filter/language/filter.h"
#include "filter/language/highlight.h"
#include "filter/language/terms.h"
#include "filter/match/matcher.h"
#include "timeline/decode/live_capture.h"
#include "wire/frames/frame_encoder.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace framescope;

namespace {

void demand(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

/// A few events of each kind, on disk for as long as the program runs.
class Recording
{
public:
    Recording()
    {
        const auto folder =
            std::filesystem::temp_directory_path() / ("fuzz_filter." + std::to_string(getpid()));
        std::filesystem::create_directory(folder);
        live_ = *timeline::LiveCapture::create((folder / "r.pcapng").string(), {});
        std::filesystem::remove_all(folder); // it stays open
        record();
    }

    const timeline::Timeline& timeline() const { return *live_->timeline(); }

private:
    void record()
    {
        const ConnectionId conn = live_->addConnection();
        const auto end = [](std::uint16_t port) {
            return Endpoint{*IpAddress::parse("192.0.2.1"), port};
        };
        demand(live_->connected(conn, now(), {end(40000), end(80)}, timeline::ConnectedDetail())
                   .has_value());
        send(conn, Direction::Out,
             asBytes("GET /a HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                     "dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        send(conn, Direction::In,
             asBytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                     "Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"));
        frame(conn, Direction::In, {}, "My name is John");
        frame(conn, Direction::In, {}, R"({"type":"tick","a":[1,{"b":1e400}],"a":"\u0061"})");
        frame(conn, Direction::In, {.fin = false}, "cut ");
        frame(conn, Direction::In, {.opcode = wire::Opcode::Continuation}, "in two");
        frame(conn, Direction::Out,
              {.opcode = wire::Opcode::Binary, .maskKey = wire::MaskKey{1, 2, 3, 4}}, "\xca\xfe");
        frame(conn, Direction::In, {.opcode = wire::Opcode::Ping}, "1");
        frame(conn, Direction::Out,
              {.opcode = wire::Opcode::Pong, .maskKey = wire::MaskKey{1, 2, 3, 4}}, "1");
        frame(conn, Direction::In, {.rsv = 3, .opcode = wire::Opcode{5}}, "");
        send(conn, Direction::In,
             wire::encodeFrame({.opcode = wire::Opcode::Close}, wire::closePayload(4001, "bye")));
        demand(live_->event(conn, timeline::ClosedDetail()).has_value());
    }

    void frame(ConnectionId conn, Direction direction, const wire::FrameSpec& spec,
               std::string_view payload)
    {
        send(conn, direction, wire::encodeFrame(spec, asBytes(payload)));
    }

    void send(ConnectionId conn, Direction direction, ByteView bytes)
    {
        demand(live_->append(conn, direction, now(), bytes).has_value());
    }

    std::unique_ptr<timeline::LiveCapture> live_;
};

std::vector<bool> matches(const timeline::Timeline& timeline, const filter::Filter& filter,
                          timeline::View view)
{
    filter::Matcher matcher(filter, timeline, view);
    std::vector<bool> result;
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        if (timeline::isVisible(timeline.entry(EventId{i}), view)) {
            result.push_back(matcher.matches(EventId{i}));
        }
    }
    return result;
}

void checkMatching(const std::string& expression, const filter::Filter& filter)
{
    static const Recording TheRecording;
    const auto opposite = filter::parse("not (" + expression + ')');
    if (!opposite || filter.matchesAll()) {
        return; // a parenthesis that a word takes, or nothing to negate
    }
    for (const auto view : {timeline::View::Messages, timeline::View::Frames}) {
        const auto ours = matches(TheRecording.timeline(), filter, view);
        auto theirs = matches(TheRecording.timeline(), *opposite, view);
        theirs.flip();
        demand(ours == theirs);
    }
}

void checkTyping(const std::string& expression)
{
    std::size_t end = 0;
    for (const filter::Part& part : filter::parts(expression)) {
        demand(part.position >= end && part.length > 0);
        end = part.position + part.length;
    }
    demand(end <= expression.size());
    const filter::Vocabulary seen{{"1000"}, {"1"}, {"$.a"}, {"rsv-set"}};
    for (std::size_t cursor = 0; cursor <= expression.size(); cursor += 1 + cursor / 16) {
        const filter::Completions found = filter::complete(expression, cursor, seen);
        demand(found.position <= cursor && found.position + found.length <= expression.size());
    }
}

struct Judge : nlohmann::json_sax<nlohmann::json>
{
    static constexpr int OutOfRange = 406;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& e) override
    {
        error = e.id;
        return false;
    }
    int error = 0;
};

/// The values at the path; nothing where the text is not JSON.
std::optional<std::vector<std::string_view>> valuesAt(const codec::JsonPath& path,
                                                      std::string_view text, codec::JsonWalk& walk)
{
    std::vector<std::string_view> values;
    const bool isJson = walk.run(asBytes(text), &path, [&](const codec::JsonValue& value) {
        demand(!value.raw.empty());
        values.push_back(value.raw);
    });
    if (!isJson) {
        return std::nullopt;
    }
    for (const std::string_view raw : values) {
        demand(raw[0] != '"' || isUtf8(asBytes(codec::unescape(asBytes(raw)))));
    }
    return values;
}

void checkJson(std::string_view text)
{
    std::size_t length = 0;
    const auto everything = codec::JsonPath::parse("$..*", length);
    codec::JsonWalk walk;
    const auto values = valuesAt(*everything, text, walk);
    demand(valuesAt(*everything, text, walk) == values); // its shape is known now
    const bool taken = values.has_value();
    const bool isSpecial = text.starts_with('\xef') || // a byte order mark is passed over
                           text.find("\\u") != std::string_view::npos; // so are surrogates
    if (!isUtf8(asBytes(text)) || isSpecial) {
        return;
    }
    Judge judge;
    nlohmann::json::sax_parse(text, &judge);
    if (judge.error != Judge::OutOfRange) {
        demand(taken == (judge.error == 0));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input = asText({data, size});
    const std::size_t line = std::min(input.find('\n'), input.size());
    const std::string expression(input.substr(0, line));
    const auto filter = filter::parse(expression);
    if (filter) {
        checkMatching(expression, *filter);
        demand(filter::parse(filter::withTerm(expression, "dir:in")).has_value());
    } else {
        const filter::Mistake& mistake = filter.error();
        demand(!mistake.what.empty() && mistake.position + mistake.length <= expression.size());
    }
    checkTyping(expression);
    demand(filter::parse(filter::phraseTerm(input)).has_value() || input.size() > 1000);
    checkJson(input.substr(std::min(line + 1, input.size())));
    return 0;
}
