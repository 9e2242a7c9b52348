// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"

#include <QtGlobal>

#include <algorithm>
#include <charconv>

namespace framescope::test {

namespace {

constexpr std::size_t ShortestRun = 8;

/// An assertion in all builds, on the validity of pictures and the contract of reports.
void require(bool holds, const char* what)
{
    if (!holds) {
        qFatal("%s", what);
    }
}

template <class Number>
Number numberIn(std::string_view digits, int base)
{
    Number number{};
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    require(result.ec == std::errc{} && result.ptr == digits.data() + digits.size(),
            "a picture has something else where a number should be");
    return number;
}

std::size_t wordEnd(std::string_view picture, std::size_t at)
{
    return std::min(picture.find_first_of(" \n*", at), picture.size());
}

/// Reads the text or hex word at `at`, and moves `at` past it.
Bytes takeWord(std::string_view picture, std::size_t& at)
{
    Bytes bytes;
    if (picture[at] == '\'') {
        const std::size_t close = picture.find('\'', at + 1);
        require(close != picture.npos, "a picture has a quote that is not closed");
        append(bytes, asBytes(picture.substr(at + 1, close - at - 1)));
        at = close + 1;
        return bytes;
    }
    const std::size_t end = wordEnd(picture, at);
    require((end - at) % 2 == 0, "a picture has half a byte");
    for (; at < end; at += 2) {
        bytes.push_back(numberIn<std::uint8_t>(picture.substr(at, 2), 16));
    }
    return bytes;
}

std::size_t takeRepetition(std::string_view picture, std::size_t& at)
{
    if (at >= picture.size() || picture[at] != '*') {
        return 1;
    }
    const std::size_t end = wordEnd(picture, at + 1);
    const auto times = numberIn<std::size_t>(picture.substr(at + 1, end - at - 1), 10);
    at = end;
    return times;
}

bool isPlain(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '\'';
}

std::string hexOf(std::uint8_t byte)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    return {Digits[byte >> 4], Digits[byte & 0xF]};
}

std::size_t runLength(ByteView bytes)
{
    return static_cast<std::size_t>(
        std::ranges::find_if(bytes, [&](auto byte) { return byte != bytes[0]; }) - bytes.begin());
}

std::string textOf(ByteView bytes)
{
    return "'" + std::string(asText(bytes)) + "'";
}

/// The longest word at the start of `bytes`: a run, a text, or hex.
std::string pictureWord(ByteView& bytes)
{
    std::size_t size = runLength(bytes);
    std::string word;
    if (size >= ShortestRun) {
        word = (isPlain(bytes[0]) ? textOf(bytes.first(1)) : hexOf(bytes[0])) + "*" +
               std::to_string(size);
    } else if (isPlain(bytes[0])) {
        size = 0;
        while (size < bytes.size() && isPlain(bytes[size]) &&
               (size == 0 || runLength(bytes.subspan(size)) < ShortestRun)) {
            ++size;
        }
        word = textOf(bytes.first(size));
    } else {
        size = 0;
        while (size < bytes.size() && !isPlain(bytes[size]) &&
               (size == 0 || runLength(bytes.subspan(size)) < ShortestRun)) {
            word += hexOf(bytes[size++]);
        }
    }
    bytes = bytes.subspan(size);
    return word;
}

std::string violationsText(const wire::Violations& violations)
{
    std::string text;
    for (const wire::Violation& violation : violations) {
        text += " !" + std::string(wire::info(violation.rule).id);
        if (!violation.detail.empty()) {
            text += "(" + violation.detail + ")";
        }
    }
    return text;
}

} // namespace

Bytes bytesOf(std::string_view picture)
{
    Bytes bytes;
    std::size_t at = 0;
    while ((at = picture.find_first_not_of(" \n", at)) != picture.npos) {
        const Bytes word = takeWord(picture, at);
        for (std::size_t times = takeRepetition(picture, at); times > 0; --times) {
            append(bytes, word);
        }
    }
    return bytes;
}

std::string pictureOf(ByteView bytes)
{
    if (bytes.empty()) {
        return "''";
    }
    std::string picture = pictureWord(bytes);
    while (!bytes.empty()) {
        picture += " " + pictureWord(bytes);
    }
    return picture;
}

FrameTranscript::FrameTranscript(Direction direction)
    : arrow_(direction == Direction::In ? "<-" : "->")
{
}

void FrameTranscript::frameBegin(const wire::FrameHeader& header, StreamOffset,
                                 const wire::Violations&)
{
    require(!frameOpen_, "a frame began inside another");
    frameOpen_ = true;
    frameContent_.clear();
    if (header.opcode == wire::Opcode::Text || header.opcode == wire::Opcode::Binary) {
        require(!messageOpen_, "a message began before the last one was reported");
        messageOpen_ = true;
        messageContent_.clear();
    }
    frameOfMessage_ = messageOpen_ && isData(header.opcode);
}

void FrameTranscript::data(ByteView content)
{
    require(frameOpen_, "data came outside a frame");
    require(!content.empty(), "a piece of data is empty");
    append(frameContent_, content);
    if (frameOfMessage_) {
        append(messageContent_, content);
    }
}

void FrameTranscript::frameEnd(const wire::FrameReport& report)
{
    require(frameOpen_, "a frame ended that had not begun");
    frameOpen_ = false;
    const wire::FrameHeader& header = report.header;
    const bool control = wire::isControl(header.opcode);
    const Bytes content(control ? Bytes(report.controlPayload.begin(), report.controlPayload.end())
                                : frameContent_);
    std::string line = arrow_ + " frame @" + std::to_string(report.start.value) + " " +
                       std::string(wire::opcodeName(header.opcode));
    line += header.fin ? "" : " more";
    line += header.rsv != 0 ? " rsv=" + std::to_string(header.rsv) : "";
    line += header.masked ? " masked" : "";
    line += report.compressed ? " compressed" : "";
    line += " " + pictureOf(content);
    if (report.close && report.close->code) {
        line += " code=" + std::to_string(*report.close->code) +
                " reason=" + pictureOf(asBytes(report.close->reason));
    }
    if (report.length != content.size()) {
        line += " length=" + std::to_string(report.length);
    }
    if (report.received != content.size()) {
        line += " wire=" + std::to_string(report.received);
    }
    line += report.complete ? "" : " incomplete";
    lines_.push_back(line + violationsText(report.violations));
}

void FrameTranscript::messageEnd(const wire::MessageReport& report)
{
    require(messageOpen_ && !frameOpen_, "a message ended that was not open, or inside a frame");
    messageOpen_ = false;
    require(report.length == messageContent_.size(), "a message's length is not its content's");
    std::string line = arrow_ + " message @" + std::to_string(report.start.value) + " " +
                       std::string(wire::opcodeName(report.opcode));
    line += report.frames != 1 ? " frames=" + std::to_string(report.frames) : "";
    line += report.compressed ? " compressed" : "";
    line += " " + pictureOf(messageContent_);
    if (report.wireLength != messageContent_.size()) {
        line += " wire=" + std::to_string(report.wireLength);
    }
    line += report.complete ? "" : " incomplete";
    lines_.push_back(line + violationsText(report.violations));
}

QString joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        text += "\n" + line;
    }
    return QString::fromStdString(text);
}

std::vector<std::string> playFrames(const wire::FrameStream::Options& options, ByteView bytes,
                                    const std::vector<std::size_t>& cuts)
{
    wire::FrameStream stream(options);
    FrameTranscript transcript(options.direction);
    std::size_t at = 0;
    for (const std::size_t cut : cuts) {
        stream.feed(bytes.subspan(at, cut - at), transcript);
        at = cut;
    }
    stream.feed(bytes.subspan(at), transcript);
    stream.end(transcript);
    return transcript.lines();
}

} // namespace framescope::test
