// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace framescope::message {

/// Splits a text into templates and what is between them. Knows nothing of their names.
class TemplateReader
{
public:
    struct Piece
    {
        enum class Kind { Literal, Template, Unclosed };

        Kind kind = Kind::Literal;
        qsizetype begin = 0;  ///< in the text
        qsizetype length = 0; ///< with the braces; of an unclosed one up to the end of the text
        QStringView content;  ///< of a literal what it stands for; of a template what is within
                              ///< its braces
        qsizetype contentBegin() const { return kind == Kind::Literal ? begin : begin + 2; }
    };

    explicit TemplateReader(QStringView text) : text_(text) {}

    /// The next piece; nullopt at the end.
    std::optional<Piece> next();

private:
    Piece literalUpTo(qsizetype end, qsizetype next);
    Piece templateAt(qsizetype begin);

    QStringView text_;
    qsizetype at_ = 0;
    qsizetype literalEnd_ = 0; ///< up to here the text is known to have no template
};

} // namespace framescope::message
