// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace framescope::ui {

class ElidedLabel;

/// Says below the rows what is wrong with the filter, for as long as it is wrong: the rows are
/// those of the filter before.
class MistakeStrip : public QWidget
{
    Q_OBJECT

public:
    explicit MistakeStrip(QWidget* parent = nullptr);

    /// The sentence, and below it what is understood; empty: nothing is wrong.
    void setMistake(const QString& sentence);

private:
    ElidedLabel* sentence_;
};

} // namespace framescope::ui
