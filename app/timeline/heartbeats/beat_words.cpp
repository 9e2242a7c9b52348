// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats/beat_words.h"

#include <algorithm>
#include <array>

namespace framescope::timeline {

namespace {

constexpr auto Beats = std::to_array<std::string_view>(
    {"heart beat", "heart-beat", "heart_beat", "keep alive", "keep-alive", "keep_alive", "ping",
     "pong", "heartbeat", "heartbeats", "heartbeatack", "hb", "keepalive", "ka", "noop", "no-op",
     "no_op", "nop"});
constexpr auto Companions = std::to_array<std::string_view>(
    {"ack", "app", "client", "phoenix", "phx", "primus", "pusher", "reply", "req", "request", "res",
     "response", "server", "sys", "system", "ws"});
constexpr auto KindKeys = std::to_array<std::string_view>(
    {"action", "channel", "cmd", "command", "event", "eventtype", "kind", "messagetype", "method",
     "msgtype", "op", "opcode", "topic", "type"});
constexpr auto WeakKeys = std::to_array<std::string_view>(
    {"data", "e", "ev", "m", "message", "msg", "name", "result", "t"});
constexpr auto IdKeys = std::to_array<std::string_view>(
    {"counter", "id", "messageid", "mid", "msgid", "nonce", "ref", "replyto", "reqid", "requestid",
     "seq", "seqid", "seqno", "sequence"});

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool isSame(std::string_view text, std::string_view word)
{
    return std::ranges::equal(text, word, {}, lower);
}

template <std::size_t Size>
bool has(const std::array<std::string_view, Size>& words, std::string_view text)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return isSame(text, word); });
}

/// Whether a key is one of `words`, without word separators: "reply_to" matches "replyto".
template <std::size_t Size>
bool hasKey(const std::array<std::string_view, Size>& words, std::string_view key)
{
    std::array<char, 16> letters{};
    std::size_t length = 0;
    for (const char c : key) {
        if (c == '_' || c == '-') {
            continue;
        }
        if (length == letters.size()) {
            return false;
        }
        letters[length++] = c;
    }
    return has(words, std::string_view(letters.data(), length));
}

struct Words
{
    bool beat = false;
    bool others = false;
};

/// The heartbeat name that begins at `at` and ends at a word's end; empty if there is none.
std::string_view beatAt(std::string_view text, std::size_t at)
{
    const auto found = std::ranges::find_if(Beats, [&](std::string_view beat) {
        const std::size_t end = at + beat.size();
        return isSame(text.substr(at, beat.size()), beat) &&
               (end >= text.size() || !isLetter(text[end]));
    });
    return found == Beats.end() ? std::string_view() : *found;
}

/// Classifies each run of letters; a character beyond ASCII counts as another word.
Words wordsOf(std::string_view text)
{
    Words found;
    for (std::size_t at = 0; at < text.size();) {
        if (!isLetter(text[at])) {
            found.others = found.others || static_cast<unsigned char>(text[at]) >= 0x80;
            ++at;
            continue;
        }
        const std::size_t start = at;
        if (const std::string_view beat = beatAt(text, at); !beat.empty()) {
            found.beat = true;
            at += beat.size();
            continue;
        }
        while (at < text.size() && isLetter(text[at])) {
            ++at;
        }
        found.others = found.others || !has(Companions, text.substr(start, at - start));
    }
    return found;
}

} // namespace

bool mayNameBeat(std::string_view text)
{
    const auto begins = [](char first, char second) {
        const std::string_view seconds = first == 'p'   ? "io"
                                         : first == 'h' ? "eb"
                                         : first == 'k' ? "ea"
                                         : first == 'n' ? "o"
                                                        : "";
        return seconds.find(second) != std::string_view::npos;
    };
    return std::ranges::adjacent_find(text, begins, lower) != text.end();
}

bool namesBeat(std::string_view text)
{
    const Words words = wordsOf(text);
    return words.beat && !words.others;
}

bool goesWithBeat(std::string_view text)
{
    return !wordsOf(text).others;
}

KeyRank rankOfKey(std::string_view key)
{
    return hasKey(KindKeys, key)   ? KeyRank::Kind
           : hasKey(WeakKeys, key) ? KeyRank::Weak
                                   : KeyRank::None;
}

bool isIdKey(std::string_view key)
{
    return hasKey(IdKeys, key);
}

} // namespace framescope::timeline
