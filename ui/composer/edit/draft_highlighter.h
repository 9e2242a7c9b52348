// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace framescope::ui {

/// Colours the templates of a draft and, if asked for, the tokens of JSON, in the colours of the
/// application. Lines that are too long for it stay as they are.
class DraftHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    enum class Syntax { Plain, Json };

    explicit DraftHighlighter(QTextDocument* document);

    void setSyntax(Syntax syntax);

protected:
    void highlightBlock(const QString& text) override;

private:
    void highlightJson(const QString& text);
    void highlightTemplates(const QString& text);

    Syntax syntax_ = Syntax::Plain;
};

} // namespace framescope::ui
