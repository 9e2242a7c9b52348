// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/recognition.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::timeline {

namespace {

using Found = std::optional<wire::FrameFinder::Found>;

// In bits, as wire::FrameFinder counts them.
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
    return std::ranges::none_of(
        Words, [text = asText(bytes)](std::string_view word) { return startsAlike(text, word); });
}

Recognition::Verdict Recognition::data(Direction direction, Timestamp time, ByteView bytes,
                                       FileOffset at)
{
    Finders& side = sides_[indexOf(direction)];
    side.anyData = true;
    side.masked.feed(bytes);
    side.plain.feed(bytes);
    held_ += bytes.size();
    pieces_.push_back({direction, time, Bytes(bytes.begin(), bytes.end()), at});
    return judge(false);
}

Recognition::Verdict Recognition::gap(Direction direction, Timestamp time, std::uint64_t count)
{
    Finders& side = sides_[indexOf(direction)];
    side.masked.gap(count);
    side.plain.gap(count);
    pieces_.push_back({direction, time, {}, {}, count});
    return judge(false);
}

Recognition::Verdict Recognition::ended(Direction direction, Timestamp time,
                                        recording::StreamEnd how)
{
    Finders& side = sides_[indexOf(direction)];
    side.masked.finish();
    side.plain.finish();
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
    const Finders& out = sides_[indexOf(Direction::Out)];
    const Finders& in = sides_[indexOf(Direction::In)];
    if (isConvincing(out, in, last || full)) {
        return Verdict::Yes;
    }
    if (reversible_ && isConvincing(in, out, last || full)) {
        return Verdict::Reversed;
    }
    return full ? Verdict::No : Verdict::Undecided;
}

bool Recognition::isConvincing(const Finders& client, const Finders& server, bool last)
{
    const Found masked = client.masked.best();
    const Found plain = server.plain.best();
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
