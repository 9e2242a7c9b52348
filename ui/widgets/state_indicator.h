// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/words/tone.h"

#include <QString>
#include <QWidget>

class QLabel;

namespace framescope::ui {

namespace style {
class IconLabel;
}

/// The look of a tab's state: a word, an icon, a tone and an explanation.
struct StateLook
{
    QString word;
    QString icon; ///< a name of ui/style/icons.h
    present::Tone tone = present::Tone::Neutral;
    QString explanation; ///< tool tip

    friend bool operator==(const StateLook&, const StateLook&) = default;
};

class StateIndicator : public QWidget
{
    Q_OBJECT

public:
    explicit StateIndicator(QWidget* parent = nullptr);

    void setLook(const StateLook& look);
    const StateLook& look() const { return look_; }
    /// The text after the word, such as "00:12:31".
    void setNote(const QString& note);
    /// Whether a click, or Space, leads to what it tells of; `where` is said beside it. Empty: no.
    void setLeadsTo(const QString& where);

signals:
    void chosen();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void tell();

    StateLook look_;
    QString leadsTo_;
    style::IconLabel* icon_;
    QLabel* word_;
    QLabel* note_;
};

} // namespace framescope::ui
