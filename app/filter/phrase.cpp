// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/phrase.h"

#include <algorithm>

#include <QList>
#include <QString>

namespace framescope::filter {

namespace {

/// Each byte with ASCII letters in lower case.
constexpr auto Fold = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = static_cast<std::uint8_t>(i >= 'A' && i <= 'Z' ? i - 'A' + 'a' : i);
    }
    return table;
}();

std::u16string foldedText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .toCaseFolded()
        .toStdU16String();
}

/// Whether bytes can't be compared, because a letter beyond ASCII has cases of different bytes.
bool hasWiderCases(std::string_view text)
{
    const bool ascii =
        std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
        return false;
    }
    const QString whole = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return std::ranges::any_of(whole.toUcs4(), [](char32_t c) {
        return c >= 0x80 && (QChar::toCaseFolded(c) != c || QChar::toUpper(c) != c);
    });
}

} // namespace

/// The skips are those of Boyer, Moore and Horspool: how far the phrase moves on when the
/// haystack has that byte where the phrase ends.
Phrase::Phrase(std::string_view text) : folded_(text)
{
    std::ranges::transform(folded_, folded_.begin(), [](char c) {
        return static_cast<char>(Fold[static_cast<unsigned char>(c)]);
    });
    if (hasWiderCases(text)) {
        foldedText_ = foldedText(text);
    }
    const std::size_t last = folded_.size() - 1;
    skip_.fill(static_cast<std::uint8_t>(std::min<std::size_t>(folded_.size(), 255)));
    for (std::size_t i = 0; i < last; ++i) {
        const auto byte = static_cast<std::uint8_t>(folded_[i]);
        const auto skip = static_cast<std::uint8_t>(std::min<std::size_t>(last - i, 255));
        skip_[byte] = skip;
        if (byte >= 'a' && byte <= 'z') {
            skip_[byte - 'a' + 'A'] = skip;
        }
    }
}

bool Phrase::isIn(ByteView haystack) const
{
    return foldedText_.empty() ? isInBytes(haystack) : isInText(haystack);
}

bool Phrase::isInBytes(ByteView haystack) const
{
    const std::size_t size = folded_.size();
    const auto* phrase = reinterpret_cast<const std::uint8_t*>(folded_.data());
    const std::uint8_t last = phrase[size - 1];
    for (std::size_t end = size; end <= haystack.size(); end += skip_[haystack[end - 1]]) {
        if (Fold[haystack[end - 1]] == last &&
            std::equal(phrase, phrase + size - 1, haystack.data() + end - size,
                       [](std::uint8_t a, std::uint8_t b) { return a == Fold[b]; })) {
            return true;
        }
    }
    return false;
}

bool Phrase::isInText(ByteView haystack) const
{
    return foldedText(asText(haystack)).find(foldedText_) != std::u16string::npos;
}

} // namespace framescope::filter
