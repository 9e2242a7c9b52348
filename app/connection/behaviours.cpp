// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/behaviours.h"

#include "base/text/hex.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace framescope::connection {

namespace {

using std::chrono::milliseconds;

/// The longest time of a behaviour.
constexpr milliseconds LongestTime = std::chrono::hours(24);

/// A value such as "late:500ms", split at its colon.
struct Words
{
    std::string_view word;
    std::optional<std::string_view> argument;
};

Words wordsOf(std::string_view value, char separator = ':')
{
    const std::size_t at = value.find(separator);
    return at == std::string_view::npos ? Words{value, {}}
                                        : Words{value.substr(0, at), value.substr(at + 1)};
}

tl::unexpected<Error> notATime(std::string_view text)
{
    return failure("\"" + std::string(text) + "\" is not a time", {},
                   "write 500ms or 2s, at most 24 hours");
}

Result<milliseconds> timeFrom(std::optional<std::string_view> text, milliseconds least)
{
    double number = 0;
    const std::string_view all = text.value_or("");
    const char* end = all.data() + all.size();
    const auto [stop, error] = std::from_chars(all.data(), end, number);
    if (error != std::errc{}) {
        return notATime(all);
    }
    const std::string_view unit(stop, static_cast<std::size_t>(end - stop));
    const double factor = unit == "ms" ? 1 : unit == "s" ? 1000 : 0;
    const double count = number * factor;
    if (factor == 0 || !(count >= 0) || count > static_cast<double>(LongestTime.count())) {
        return notATime(all);
    }
    const milliseconds time(std::llround(count));
    return time < least ? Result<milliseconds>(notATime(all)) : time;
}

template <class Number>
Result<Number> numberFrom(std::optional<std::string_view> text)
{
    const std::string_view all = text.value_or("");
    Number number{};
    const char* end = all.data() + all.size();
    const auto [stop, error] = std::from_chars(all.data(), end, number);
    if (error != std::errc{} || stop != end) {
        return failure("\"" + std::string(all) + "\" is not a number that can be used");
    }
    return number;
}

std::string timeText(milliseconds time)
{
    return time.count() % 1000 == 0 && time.count() > 0 ? std::to_string(time.count() / 1000) + "s"
                                                        : std::to_string(time.count()) + "ms";
}

template <class Value>
struct Named
{
    std::string_view name;
    Value value;
};

constexpr Named<Behaviours::AfterClose> AfterCloseNames[] = {
    {"fin", Behaviours::AfterClose::Fin},
    {"rst", Behaviours::AfterClose::Reset},
    {"half", Behaviours::AfterClose::HalfClose},
    {"go-on", Behaviours::AfterClose::GoOn},
};

constexpr Named<Misdeed::Kind> CutNames[] = {
    {"fin", Misdeed::Kind::Fin},
    {"rst", Misdeed::Kind::Reset},
    {"fin-in-frame", Misdeed::Kind::FinInFrame},
    {"rst-in-frame", Misdeed::Kind::ResetInFrame},
};

// Each of these returns whether it knows the word, or what is wrong with its argument.
using Taken = Result<bool>;

Taken takePong(Behaviours& behaviours, std::string_view value)
{
    using Pong = Behaviours::Pong;
    const auto [word, argument] = wordsOf(value);
    if (word == "late" && argument) {
        return timeFrom(argument, milliseconds(0)).map([&](milliseconds time) {
            behaviours.pongDelay = time;
            behaviours.pong = behaviours.pong == Pong::Off ? Pong::Send : behaviours.pong;
            return true;
        });
    }
    if (value == "on") {
        behaviours.pong = Pong::Send;
        behaviours.pongDelay = {};
    } else if (value == "off" || value == "wrong") {
        behaviours.pong = value == "off" ? Pong::Off : Pong::WrongPayload;
    } else {
        return false;
    }
    return true;
}

Taken takeCloseReply(Behaviours& behaviours, std::string_view value)
{
    using Reply = Behaviours::CloseReply;
    const auto [word, argument] = wordsOf(value);
    if (word == "late" && argument) {
        return timeFrom(argument, milliseconds(0)).map([&](milliseconds time) {
            behaviours.closeReplyDelay = time;
            return true;
        });
    }
    if (word == "code" && argument) {
        return numberFrom<std::uint16_t>(argument).map([&](std::uint16_t code) {
            behaviours.closeReply = Reply::Code;
            behaviours.closeReplyCode = code;
            return true;
        });
    }
    if (value == "echo") {
        behaviours.closeReply = Reply::Echo;
        behaviours.closeReplyDelay = {};
    } else if (value == "empty" || value == "none") {
        behaviours.closeReply = value == "empty" ? Reply::Empty : Reply::None;
    } else {
        return false;
    }
    return true;
}

Taken takeAfterClose(Behaviours& behaviours, std::string_view value)
{
    const auto [word, argument] = wordsOf(value);
    if (word == "wait" && argument) {
        return timeFrom(argument, milliseconds(1)).map([&](milliseconds time) {
            behaviours.afterClose = Behaviours::AfterClose::Await;
            behaviours.closeWait = time;
            return true;
        });
    }
    if (value == "wait") {
        behaviours.afterClose = Behaviours::AfterClose::Await;
        behaviours.closeWait.reset();
        return true;
    }
    const auto* row =
        std::ranges::find(AfterCloseNames, value, &Named<Behaviours::AfterClose>::name);
    if (row != std::end(AfterCloseNames)) {
        behaviours.afterClose = row->value;
    }
    return row != std::end(AfterCloseNames);
}

Taken takePieces(Behaviours& behaviours, std::string_view value)
{
    if (value == "off") {
        behaviours.pieceSize = 0;
        behaviours.piecePause = {};
        return true;
    }
    const auto [number, pause] = wordsOf(value, '/');
    const auto size = numberFrom<std::uint32_t>(number);
    if (!size || *size == 0) {
        return false;
    }
    return (pause ? timeFrom(pause, milliseconds(0)) : milliseconds(0)).map([&](milliseconds time) {
        behaviours.pieceSize = *size;
        behaviours.piecePause = time;
        return true;
    });
}

Taken takeMask(Behaviours& behaviours, std::string_view value)
{
    const auto [word, argument] = wordsOf(value);
    if (word == "key" && argument) {
        const auto key = parseHex(*argument);
        if (!key || key->size() != behaviours.maskKey.size()) {
            return failure("\"" + std::string(*argument) + "\" is not a masking key", {},
                           "write 4 bytes in hex, such as 01020304");
        }
        behaviours.mask = Behaviours::Mask::Key;
        std::ranges::copy(*key, behaviours.maskKey.begin());
    } else if (value == "random" || value == "none") {
        behaviours.mask = value == "none" ? Behaviours::Mask::None : Behaviours::Mask::Random;
    } else {
        return false;
    }
    return true;
}

struct Row
{
    std::string_view name;
    const char* values;
    Taken (*take)(Behaviours&, std::string_view value);
};

constexpr Row Rows[] = {
    {"pong", "on, off, late:500ms or wrong", takePong},
    {"close-reply", "echo, code:4000, empty, none or late:2s", takeCloseReply},
    {"after-close", "wait, wait:5s, fin, rst, half or go-on", takeAfterClose},
    {"pieces", "7, 7/5ms or off", takePieces},
    {"mask", "random, none or key:01020304", takeMask},
};

/// An error about the value of a behaviour.
tl::unexpected<Error> unknownValue(std::string_view name, std::string_view value,
                                   const std::string& values)
{
    return failure("\"" + std::string(value) + "\" is not understood", std::string(name),
                   "write " + values);
}

tl::unexpected<Error> at(std::string_view name, Error error)
{
    error.where = name;
    return tl::unexpected(std::move(error));
}

void addPong(const Behaviours& behaviours, std::vector<std::string>& texts)
{
    if (behaviours.pongDelay.count() > 0) {
        texts.push_back("pong=late:" + timeText(behaviours.pongDelay));
    }
    if (behaviours.pong != Behaviours::Pong::Send) {
        texts.emplace_back(behaviours.pong == Behaviours::Pong::Off ? "pong=off" : "pong=wrong");
    }
}

void addCloseReply(const Behaviours& behaviours, std::vector<std::string>& texts)
{
    if (behaviours.closeReplyDelay.count() > 0) {
        texts.push_back("close-reply=late:" + timeText(behaviours.closeReplyDelay));
    }
    switch (behaviours.closeReply) {
    case Behaviours::CloseReply::Echo:
        break;
    case Behaviours::CloseReply::Code:
        texts.push_back("close-reply=code:" + std::to_string(behaviours.closeReplyCode));
        break;
    case Behaviours::CloseReply::Empty:
        texts.emplace_back("close-reply=empty");
        break;
    case Behaviours::CloseReply::None:
        texts.emplace_back("close-reply=none");
        break;
    }
}

void addAfterClose(const Behaviours& behaviours, std::vector<std::string>& texts)
{
    if (behaviours.closeWait) {
        texts.push_back("after-close=wait:" + timeText(*behaviours.closeWait));
    }
    const auto* row = std::ranges::find(AfterCloseNames, behaviours.afterClose,
                                        &Named<Behaviours::AfterClose>::value);
    if (row != std::end(AfterCloseNames)) {
        texts.push_back("after-close=" + std::string(row->name));
    }
}

} // namespace

bool isBehaviour(std::string_view text)
{
    return std::ranges::find(Rows, wordsOf(text, '=').word, &Row::name) != std::end(Rows);
}

Result<void> setBehaviour(Behaviours& behaviours, std::string_view text)
{
    const auto [name, value] = wordsOf(text, '=');
    const auto* row = std::ranges::find(Rows, name, &Row::name);
    if (row == std::end(Rows) || !value) {
        std::string names;
        for (const Row& one : Rows) {
            names += (names.empty() ? "" : ", ") + std::string(one.name);
        }
        return failure("\"" + std::string(text) + "\" is not a behaviour", {},
                       "write NAME=VALUE; the names are " + names + ", read and cut");
    }
    auto taken = row->take(behaviours, *value);
    if (!taken) {
        return at(row->name, std::move(taken).error());
    }
    return *taken ? Result<void>() : unknownValue(row->name, *value, row->values);
}

Result<std::optional<Misdeed>> misdeedFrom(std::string_view text)
{
    const auto [name, value] = wordsOf(text, '=');
    if (name == "read") {
        const auto [word, argument] = wordsOf(value.value_or(""));
        if (word != "stop" || !argument) {
            return unknownValue(name, value.value_or(""), "stop:3s");
        }
        auto time = timeFrom(argument, milliseconds(1));
        if (!time) {
            return at(name, std::move(time).error());
        }
        return Misdeed{Misdeed::Kind::StopReading, *time};
    }
    if (name != "cut") {
        return std::nullopt;
    }
    const auto* row = std::ranges::find(CutNames, value.value_or(""), &Named<Misdeed::Kind>::name);
    if (row == std::end(CutNames)) {
        return unknownValue(name, value.value_or(""), "fin, rst, fin-in-frame or rst-in-frame");
    }
    return Misdeed{row->value, {}};
}

std::vector<std::string> textOf(const Behaviours& behaviours)
{
    std::vector<std::string> texts;
    addPong(behaviours, texts);
    addCloseReply(behaviours, texts);
    addAfterClose(behaviours, texts);
    if (behaviours.pieceSize > 0) {
        texts.push_back("pieces=" + std::to_string(behaviours.pieceSize) +
                        (behaviours.piecePause.count() > 0 ? "/" + timeText(behaviours.piecePause)
                                                           : std::string()));
    }
    if (behaviours.mask == Behaviours::Mask::None) {
        texts.emplace_back("mask=none");
    } else if (behaviours.mask == Behaviours::Mask::Key) {
        texts.push_back("mask=key:" + toHex(behaviours.maskKey));
    }
    return texts;
}

} // namespace framescope::connection
