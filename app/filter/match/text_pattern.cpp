// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/text_pattern.h"

#include "filter/match/needed_literals.h"

#include <algorithm>

#include <QChar>
#include <QList>
#include <QString>

#include <re2/re2.h>

namespace framescope::filter {

namespace {

/// Memory limit of a compiled expression, in bytes; one that needs more is refused.
constexpr std::int64_t MaxMemory = 8 << 20;

/// Whether a letter beyond ASCII has cases with different bytes, so that a byte search fails.
bool hasWiderCases(std::string_view text)
{
    const bool ascii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
        return false;
    }
    const QString whole = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    const auto letters = whole.toUcs4();
    const bool valid = !letters.contains(QChar::ReplacementCharacter);
    return valid && std::ranges::any_of(letters, [](char32_t c) {
               return c >= 0x80 && (QChar::toCaseFolded(c) != c || QChar::toUpper(c) != c);
           });
}

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

std::shared_ptr<re2::RE2> compiled(std::string_view expression, Case matchCase)
{
    RE2::Options options;
    options.set_case_sensitive(matchCase == Case::Exact);
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(MaxMemory);
    return std::make_shared<re2::RE2>(piece(expression), options);
}

} // namespace

TextPattern TextPattern::ofText(std::string_view text, Case matchCase, bool whole)
{
    TextPattern pattern;
    pattern.whole_ = whole;
    pattern.size_ = text.size();
    if (matchCase == Case::Ignored && hasWiderCases(text)) {
        pattern.regex_ = compiled(RE2::QuoteMeta(piece(text)), matchCase);
    } else if (!text.empty()) {
        pattern.search_.emplace(text, matchCase);
    }
    return pattern;
}

tl::expected<TextPattern, Mistake> TextPattern::regex(std::string_view expression, Case matchCase)
{
    TextPattern pattern;
    const auto made = compiled(expression, matchCase);
    if (!made->ok()) {
        const std::string& part = made->error_arg();
        const std::size_t found = part.empty() ? std::string_view::npos : expression.find(part);
        const bool known = found != std::string_view::npos;
        return tl::unexpected(
            mistakeAt(known ? found : 0, known ? part.size() : expression.size(),
                      "the regular expression is not understood: " + made->error(),
                      "RE2's syntax, without back-references and look-around"));
    }
    pattern.regex_ = made;
    // Without a repetition, each character of the expression matches at most one.
    pattern.size_ = expression.size();
    pattern.openEnded_ = expression.find_first_of("*+{") != std::string_view::npos;
    for (const std::string& literal : neededLiterals(expression, matchCase)) {
        pattern.needed_.emplace_back(literal, Case::Ignored);
    }
    return pattern;
}

bool TextPattern::matches(ByteView text) const
{
    if (regex_) {
        const auto anchor = whole_ ? RE2::ANCHOR_BOTH : RE2::UNANCHORED;
        return regex_->Match(piece(asText(text)), 0, text.size(), anchor, nullptr, 0);
    }
    if (!search_) {
        return !whole_ || text.empty();
    }
    if (whole_) {
        return text.size() == search_->size() && search_->isAt(text.data());
    }
    return search_->isIn(text);
}

std::size_t TextPattern::reach() const
{
    constexpr std::size_t Growth = 4; // one character may match up to four bytes of UTF-8
    return openEnded_ ? RegexReach : regex_ ? Growth * size_ : size_;
}

bool TextPattern::isIn(const PayloadPart& part) const
{
    if (!regex_) {
        return matches(part.bytes);
    }
    return regex_->Match(piece(asText(part.bytes)), part.before, part.bytes.size() - part.after,
                         RE2::UNANCHORED, nullptr, 0);
}

std::optional<TextPattern::Place> TextPattern::find(std::string_view text, std::size_t from) const
{
    if (whole_ || from > text.size()) {
        return std::nullopt;
    }
    if (regex_) {
        re2::StringPiece found;
        if (!regex_->Match(piece(text), from, text.size(), RE2::UNANCHORED, &found, 1)) {
            return std::nullopt;
        }
        return Place{static_cast<std::size_t>(found.data() - text.data()), found.size()};
    }
    const std::size_t at = search_ ? search_->find(asBytes(text), from) : ByteSearch::NotFound;
    return at == ByteSearch::NotFound ? std::nullopt : std::optional(Place{at, search_->size()});
}

} // namespace framescope::filter
