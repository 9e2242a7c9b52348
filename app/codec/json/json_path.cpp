// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/json_path.h"

#include "codec/json/json_escapes.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace framescope::codec {

namespace {

constexpr std::string_view EndsName = ".[]=!<>~,()\" \t\r\n";

class PathReader
{
public:
    PathReader(std::string_view text, std::size_t& at) : text_(text), at_(at) {}

    tl::expected<std::vector<JsonPath::Step>, JsonPath::Mistake> read()
    {
        at_ = 0;
        bool nameFirst = !is('$');
        at_ += nameFirst ? 0 : 1;
        while (!mistake_ && at_ < text_.size() && (nameFirst || is('.') || is('['))) {
            step();
            nameFirst = false;
        }
        if (nameFirst) {
            fail(0, 1, "a path is missing", "$.key, $.items[0].id, $..key, $[\"odd key\"]");
        } else if (!mistake_ && steps_.size() > JsonPath::MaxSteps) {
            fail(0, at_, "the path has too many steps",
                 "at most " + std::to_string(JsonPath::MaxSteps));
        }
        if (mistake_) {
            return tl::unexpected(*std::move(mistake_));
        }
        return std::move(steps_);
    }

private:
    bool is(char c) const { return at_ < text_.size() && text_[at_] == c; }

    void fail(std::size_t at, std::size_t length, std::string what, std::string hint)
    {
        mistake_ = JsonPath::Mistake{
            {std::move(what), "character " + std::to_string(at + 1), std::move(hint)},
            at,
            std::max<std::size_t>(length, 1)};
    }

    void step()
    {
        JsonPath::Step next;
        if (is('.')) {
            ++at_;
            if (is('.')) {
                ++at_;
                next.deep = true;
            }
        }
        const bool behindDot = at_ > 0 && text_[at_ - 1] == '.';
        if (is('[') && (!behindDot || next.deep)) {
            ++at_;
            bracket(std::move(next));
        } else {
            name(std::move(next));
        }
    }

    void name(JsonPath::Step next)
    {
        const std::size_t start = at_;
        at_ = std::min(text_.find_first_of(EndsName, at_), text_.size());
        next.key = text_.substr(start, at_ - start);
        if (next.key.empty()) {
            return fail(start, 1, "a key is missing in the path",
                        "a name, * for any, or [\"odd key\"]");
        }
        if (next.key == "*") {
            next.kind = JsonPath::Step::Kind::Any;
        }
        steps_.push_back(std::move(next));
    }

    void bracket(JsonPath::Step next)
    {
        const std::size_t start = at_;
        if (is('*')) {
            ++at_;
            next.kind = JsonPath::Step::Kind::Any;
        } else if (is('"') || is('\'')) {
            quotedKey(next);
        } else {
            next.kind = JsonPath::Step::Kind::Index;
            const char* const end = text_.data() + text_.size();
            const auto result = std::from_chars(text_.data() + at_, end, next.index);
            if (result.ec != std::errc{}) {
                at_ = std::min(text_.find_first_of("] \t", at_), text_.size());
                return fail(start, at_ - start, "an index is missing",
                            "[0] for the first, [*] for any, [\"odd key\"]");
            }
            at_ = static_cast<std::size_t>(result.ptr - text_.data());
        }
        if (mistake_) {
            return;
        }
        if (!is(']')) {
            return fail(start - 1, at_ - start + 1, "a bracket is not closed", "put ] behind it");
        }
        ++at_;
        steps_.push_back(std::move(next));
    }

    void quotedKey(JsonPath::Step& next)
    {
        const std::size_t start = at_;
        const char quote = text_[at_++];
        while (at_ < text_.size() && text_[at_] != quote) {
            at_ += text_[at_] == '\\' ? 2 : 1;
        }
        if (at_ >= text_.size()) {
            return fail(start, text_.size() - start, "a quote is not closed",
                        "put a quote at the end of the key");
        }
        ++at_;
        next.key = unescape(asBytes(text_.substr(start, at_ - start)));
    }

    std::string_view text_;
    std::size_t& at_;
    std::vector<JsonPath::Step> steps_;
    std::optional<JsonPath::Mistake> mistake_;
};

} // namespace

tl::expected<JsonPath, JsonPath::Mistake> JsonPath::parse(std::string_view text,
                                                          std::size_t& length)
{
    auto steps = PathReader(text, length).read();
    if (!steps) {
        return tl::unexpected(std::move(steps).error());
    }
    JsonPath path;
    path.steps_ = *std::move(steps);
    return path;
}

} // namespace framescope::codec
