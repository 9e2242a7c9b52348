// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace framescope::ui {

/// Colours the keys, texts, numbers, comments and templates of a scenario file.
class ScenarioHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override;

private:
    qsizetype highlightScalar(const QString& text, qsizetype at, int depth);
    void highlightTemplates(const QString& text);
};

} // namespace framescope::ui
