// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace framescope::present {

/// A JSON text with one value per line, indented by its depth. Only the blanks between tokens
/// change: keys, strings and numbers are the bytes that were sent.
class JsonLayout
{
public:
    static constexpr std::size_t MostText = std::size_t{1} << 20;     ///< most bytes of JSON
    static constexpr std::size_t MostLaidOut = std::size_t{16} << 20; ///< most bytes of the layout

    /// Lays out valid JSON. Returns nullopt if the JSON or its layout is too large.
    static std::optional<JsonLayout> of(ByteView json);

    const Bytes& text() const { return text_; }

    /// Returns the JSON offset of a byte of the layout; for a blank, that of the next token.
    std::size_t sourceOf(std::size_t offset) const;
    /// Returns the layout offset of a byte of the JSON; for a blank, that of the next token.
    std::size_t layoutOf(std::size_t offset) const;

private:
    class Maker;

    /// The place of a token in both texts.
    struct Token
    {
        std::uint32_t layout = 0;
        std::uint32_t source = 0;
        std::uint32_t length = 0;
    };

    static std::size_t mapped(const std::vector<Token>& tokens, std::size_t offset,
                              std::uint32_t Token::*from, std::uint32_t Token::*to,
                              std::size_t end);

    Bytes text_;
    std::vector<Token> tokens_;
    std::size_t sourceSize_ = 0;
};

} // namespace framescope::present
