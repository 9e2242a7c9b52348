// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace framescope::ui {

class ElidedLabel;

/// Shows the filter's mistake below the rows, for as long as there is one. Meanwhile the rows are
/// those of the last valid filter.
class MistakeStrip : public QWidget
{
    Q_OBJECT

public:
    explicit MistakeStrip(QWidget* parent = nullptr);

    /// The sentence, and below it what is allowed; empty if there is no mistake.
    void setMistake(const QString& sentence);

private:
    ElidedLabel* sentence_;
};

} // namespace framescope::ui
