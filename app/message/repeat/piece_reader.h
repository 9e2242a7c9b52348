// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/content.h"

#include <memory>
#include <optional>
#include <utility>

namespace framescope::message {

/// Reads content byte by byte, in pieces of 64 KiB, and counts its lines.
class PieceReader
{
public:
    explicit PieceReader(std::shared_ptr<Content> content) : content_(std::move(content)) {}

    /// The next byte; nullopt at the end and after an error.
    std::optional<char> next()
    {
        if (at_ == end_ && !fill()) {
            return std::nullopt;
        }
        const char byte = static_cast<char>(piece_[at_++]);
        line_ += byte == '\n' ? 1 : 0;
        return byte;
    }
    /// The same without taking it.
    std::optional<char> peek()
    {
        if (at_ == end_ && !fill()) {
            return std::nullopt;
        }
        return static_cast<char>(piece_[at_]);
    }

    /// The line of the next byte, from 1.
    std::uint64_t line() const { return line_; }
    const std::optional<Error>& error() const { return error_; }

private:
    bool fill()
    {
        piece_.resize(PieceSize);
        const auto count = error_ ? Result<std::size_t>(0) : content_->read(piece_);
        if (!count) {
            error_ = count.error();
        }
        at_ = 0;
        end_ = count.value_or(0);
        return end_ > 0;
    }

    static constexpr std::size_t PieceSize = 64 * 1024;

    std::shared_ptr<Content> content_;
    Bytes piece_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    std::uint64_t line_ = 1;
    std::optional<Error> error_;
};

} // namespace framescope::message
