// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/recognition.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::timeline {

namespace {

using Found = std::optional<wire::FrameFinder::Found>;

// Evidence in bits, as in wire::FrameFinder.
constexpr unsigned OfEachSide = 20;
constexpr unsigned OfBothSides = 48;
constexpr unsigned OfOneSideAlone = 48;
constexpr unsigned ContentOfOneSide = 12;
constexpr std::size_t MaxPieces = 64 * 1024;

bool startsAlike(std::string_view bytes, std::string_view word)
{
    const std::size_t length = std::min(bytes.size(), word.size());
    return bytes.substr(0, length) == word.substr(0, length);
}

} // namespace

Recognition::Recognition(bool reversible) : reversible_(reversible) {}

bool Recognition::isCalledFor(ByteView bytes)
{
    static constexpr auto Words = std::to_array<std::string_view>(
        {"GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT ", "TRACE ",
         "HTTP/", "PRI * HTTP/2", "\x16\x03", "SSH-"});
    std::string_view text = asText(bytes);
    text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size())); // RFC 9112 2.2
    return std::ranges::none_of(Words,
                                [text](std::string_view word) { return startsAlike(text, word); });
}

void Recognition::Search::look()
{
    if (const auto found = start ? std::nullopt : finder.found()) {
        start = found->start.value;
    }
}

std::optional<std::uint64_t> Recognition::firstFrame(Direction direction, bool masked) const
{
    const Side& side = sides_[indexOf(direction)];
    const Search& search = masked ? side.masked : side.plain;
    const Found best = search.start ? std::nullopt : search.finder.best();
    return best && best->evidence >= OfEachSide ? best->start.value : search.start;
}

Recognition::Verdict Recognition::data(Direction direction, Timestamp time, ByteView bytes,
                                       FileOffset at)
{
    Side& side = sides_[indexOf(direction)];
    side.anyData = true;
    for (Search* search : {&side.masked, &side.plain}) {
        search->finder.feed(bytes);
        search->look();
    }
    held_ += bytes.size();
    pieces_.push_back({direction, time, Bytes(bytes.begin(), bytes.end()), at});
    return judge(false);
}

Recognition::Verdict Recognition::gap(Direction direction, Timestamp time, std::uint64_t count)
{
    Side& side = sides_[indexOf(direction)];
    side.masked.finder.gap(count);
    side.plain.finder.gap(count);
    pieces_.push_back({direction, time, {}, {}, count});
    return judge(false);
}

Recognition::Verdict Recognition::ended(Direction direction, Timestamp time,
                                        recording::StreamEnd how)
{
    Side& side = sides_[indexOf(direction)];
    for (Search* search : {&side.masked, &side.plain}) {
        search->finder.finish();
        search->look();
    }
    side.ended = true;
    pieces_.push_back({direction, time, {}, {}, 0, how});
    const bool over = how == recording::StreamEnd::Reset || (sides_[0].ended && sides_[1].ended);
    return over ? decide() : judge(false);
}

Recognition::Verdict Recognition::decide()
{
    const Verdict verdict = judge(true);
    return verdict == Verdict::Undecided ? Verdict::No : verdict;
}

Recognition::Verdict Recognition::judge(bool last) const
{
    const bool full = held_ > MaxHeld || pieces_.size() > MaxPieces;
    const Side& out = sides_[indexOf(Direction::Out)];
    const Side& in = sides_[indexOf(Direction::In)];
    if (isConvincing(out, in, last || full)) {
        return Verdict::Yes;
    }
    if (reversible_ && isConvincing(in, out, last || full)) {
        return Verdict::Reversed;
    }
    return full ? Verdict::No : Verdict::Undecided;
}

bool Recognition::isConvincing(const Side& client, const Side& server, bool last)
{
    const Found masked = client.masked.finder.best();
    const Found plain = server.plain.finder.best();
    if (client.anyData && server.anyData) {
        return masked && plain && masked->evidence >= OfEachSide && plain->evidence >= OfEachSide &&
               masked->evidence + plain->evidence >= OfBothSides &&
               masked->frames + plain->frames >= 3;
    }
    const Found& only = client.anyData ? masked : plain;
    return last && only && only->evidence >= OfOneSideAlone && only->frames >= 4 &&
           only->content >= ContentOfOneSide;
}

} // namespace framescope::timeline
