// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/byte_pattern.h"

#include "base/text/hex.h"

#include <QStringList>

#include <algorithm>
#include <string_view>

namespace framescope::present {

namespace {

Bytes utf8Of(const QString& character)
{
    const QByteArray utf8 = character.toUtf8();
    return {utf8.begin(), utf8.end()};
}

/// Returns the JSON escapes of a character, the longest first.
QStringList jsonEscapes(const QString& character)
{
    QString lower;
    QString upper;
    for (const QChar unit : character) {
        const QString digits = QStringLiteral("%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'));
        lower += QStringLiteral("\\u") + digits;
        upper += QStringLiteral("\\u") + digits.toUpper();
    }
    QStringList escapes{lower, upper};
    constexpr std::u16string_view plain = u"\"\\/\b\f\n\r\t";
    constexpr std::u16string_view letters = u"\"\\/bfnrt";
    const std::size_t at = plain.find(character.front().unicode());
    if (at != std::u16string_view::npos) {
        escapes += QLatin1Char('\\') + QString(QChar(letters[at]));
    }
    return escapes;
}

bool isBetweenBytes(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == ':';
}

} // namespace

void BytePattern::add(Element element)
{
    if (elements_.empty()) {
        first_.fill(element.empty());
        for (const Bytes& choice : element) {
            first_[choice.front()] = true;
        }
    }
    std::size_t most = 1;
    for (const Bytes& choice : element) {
        most = std::max(most, choice.size());
    }
    longest_ += most;
    elements_.push_back(std::move(element));
}

BytePattern BytePattern::ofText(const QString& text, bool caseSensitive)
{
    return ofCharacters(text, caseSensitive, false);
}

BytePattern BytePattern::ofJsonText(const QString& text, bool caseSensitive)
{
    return ofCharacters(text, caseSensitive, true);
}

BytePattern BytePattern::ofCharacters(const QString& text, bool caseSensitive, bool escapes)
{
    BytePattern pattern;
    for (qsizetype at = 0; at < text.size();) {
        const bool pair = text.at(at).isHighSurrogate() && at + 1 < text.size();
        const QString character = text.mid(at, pair ? 2 : 1);
        Element element;
        const auto addChoice = [&element](const QString& choice) {
            const Bytes utf8 = utf8Of(choice);
            if (std::ranges::find(element, utf8) == element.end()) {
                element.push_back(utf8);
            }
        };
        QStringList cases{character};
        if (!caseSensitive) {
            cases += {character.toLower(), character.toUpper()};
        }
        for (const QString& one : cases) {
            for (const QString& escape : escapes ? jsonEscapes(one) : QStringList()) {
                addChoice(escape);
            }
            addChoice(one);
        }
        pattern.add(std::move(element));
        at += character.size();
    }
    return pattern;
}

Result<BytePattern> BytePattern::ofHex(std::string_view text)
{
    BytePattern pattern;
    for (std::size_t at = 0; at < text.size();) {
        if (isBetweenBytes(text[at])) {
            ++at;
            continue;
        }
        const std::string_view byte = text.substr(at, 2);
        const auto high = hexDigitValue(byte[0]);
        const auto low = byte.size() == 2 ? hexDigitValue(byte[1]) : std::nullopt;
        if (byte == "??") {
            pattern.add({});
        } else if (high && low) {
            pattern.add({Bytes{static_cast<std::uint8_t>(*high << 4 | *low)}});
        } else {
            return failure("position " + std::to_string(at + 1) +
                           ": expected two hexadecimal digits, or ?? for any byte");
        }
        at += 2;
    }
    return pattern;
}

std::size_t BytePattern::matchAt(ByteView bytes, std::size_t at) const
{
    const std::size_t start = at;
    for (const Element& element : elements_) {
        if (element.empty()) {
            if (at == bytes.size()) {
                return 0;
            }
            ++at;
            continue;
        }
        const auto fits = std::ranges::find_if(element, [&](const Bytes& choice) {
            return choice.size() <= bytes.size() - at &&
                   std::equal(choice.begin(), choice.end(),
                              bytes.begin() + static_cast<std::ptrdiff_t>(at));
        });
        if (fits == element.end()) {
            return 0;
        }
        at += fits->size();
    }
    return at - start;
}

std::optional<BytePattern::Match> BytePattern::find(ByteView bytes, std::size_t from) const
{
    for (std::size_t at = from; !isEmpty() && at < bytes.size(); ++at) {
        if (first_[bytes[at]]) {
            if (const std::size_t length = matchAt(bytes, at); length > 0) {
                return Match{at, length};
            }
        }
    }
    return std::nullopt;
}

std::optional<BytePattern::Match> BytePattern::findLast(ByteView bytes, std::size_t before) const
{
    for (std::size_t at = std::min(before, bytes.size()); !isEmpty() && at > 0; --at) {
        if (first_[bytes[at - 1]]) {
            if (const std::size_t length = matchAt(bytes, at - 1); length > 0) {
                return Match{at - 1, length};
            }
        }
    }
    return std::nullopt;
}

} // namespace framescope::present
