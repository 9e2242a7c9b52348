// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_layout.h"

#include <algorithm>
#include <string_view>

namespace framescope::present {

namespace {

constexpr std::size_t Indent = 2;
constexpr std::size_t DeepestIndent = 32; // levels; deeper ones are indented alike

bool isOneOf(std::uint8_t byte, std::string_view signs)
{
    return signs.find(static_cast<char>(byte)) != std::string_view::npos;
}

bool isBlank(std::uint8_t byte)
{
    return isOneOf(byte, " \t\r\n");
}

std::size_t endOfString(ByteView json, std::size_t at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        at += json[at] == '\\' ? 1 : 0;
    }
    return std::min(at + 1, json.size());
}

std::size_t endOfToken(ByteView json, std::size_t at)
{
    if (json[at] == '"') {
        return endOfString(json, at);
    }
    if (isOneOf(json[at], "{}[],:")) {
        return at + 1;
    }
    while (at < json.size() && !isBlank(json[at]) && !isOneOf(json[at], "{}[],:\"")) {
        ++at;
    }
    return at;
}

} // namespace

class JsonLayout::Maker
{
public:
    explicit Maker(ByteView json) : json_(json) { layout_.sourceSize_ = json.size(); }

    std::optional<JsonLayout> run()
    {
        std::uint8_t before = 0;
        for (std::size_t at = 0; at < json_.size();) {
            if (isBlank(json_[at])) {
                ++at;
                continue;
            }
            const std::size_t end = endOfToken(json_, at);
            breakBefore(json_[at], before);
            layout_.tokens_.push_back({static_cast<std::uint32_t>(layout_.text_.size()),
                                       static_cast<std::uint32_t>(at),
                                       static_cast<std::uint32_t>(end - at)});
            layout_.text_.insert(layout_.text_.end(),
                                 json_.begin() + static_cast<std::ptrdiff_t>(at),
                                 json_.begin() + static_cast<std::ptrdiff_t>(end));
            before = json_[at];
            at = end;
            if (layout_.text_.size() > MostLaidOut) {
                return std::nullopt;
            }
        }
        return std::move(layout_);
    }

private:
    void breakBefore(std::uint8_t token, std::uint8_t before)
    {
        const bool opened = isOneOf(before, "{[");
        const bool closes = isOneOf(token, "}]");
        depth_ += opened ? 1 : 0;
        depth_ -= closes && depth_ > 0 ? 1 : 0;
        if (before == ',' || opened != closes) { // "{}" stays as it is
            breakLine();
        } else if (before == ':') {
            layout_.text_.push_back(' ');
        }
    }

    void breakLine()
    {
        layout_.text_.push_back('\n');
        layout_.text_.insert(layout_.text_.end(), std::min(depth_, DeepestIndent) * Indent, ' ');
    }

    ByteView json_;
    JsonLayout layout_;
    std::size_t depth_ = 0;
};

std::optional<JsonLayout> JsonLayout::of(ByteView json)
{
    return json.size() > MostText ? std::nullopt : Maker(json).run();
}

std::size_t JsonLayout::mapped(const std::vector<Token>& tokens, std::size_t offset,
                               std::uint32_t Token::*from, std::uint32_t Token::*to,
                               std::size_t end)
{
    const auto after = std::ranges::upper_bound(tokens, offset, {}, from);
    if (after != tokens.begin()) {
        const Token& token = *std::prev(after);
        if (offset < std::size_t{token.*from} + token.length) {
            return token.*to + (offset - token.*from);
        }
    }
    return after == tokens.end() ? end : (*after).*to;
}

std::size_t JsonLayout::sourceOf(std::size_t offset) const
{
    return mapped(tokens_, offset, &Token::layout, &Token::source, sourceSize_);
}

std::size_t JsonLayout::layoutOf(std::size_t offset) const
{
    return mapped(tokens_, offset, &Token::source, &Token::layout, text_.size());
}

} // namespace framescope::present
