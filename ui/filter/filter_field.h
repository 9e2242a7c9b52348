// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"

#include <QLineEdit>
#include <QStringList>

#include <optional>

class QAction;

namespace framescope::ui {

/// The line in which a filter is written: coloured as it is typed, with what is wrong
/// underlined. The icon before it tells its state, too. Up and Down go through the history.
class FilterField : public QLineEdit
{
    Q_OBJECT

public:
    enum class State { Empty, Good, Bad };

    explicit FilterField(QWidget* parent = nullptr);

    State state() const { return state_; }
    /// What is wrong with the text; nothing where it was understood.
    const std::optional<filter::Mistake>& mistake() const { return mistake_; }
    /// The same for people, with what is understood there; empty where nothing is wrong.
    QString mistakeText() const;
    /// Newest first.
    void setHistory(const QStringList& expressions);
    /// Where a position of the text is, from the field's left edge, in pixels.
    int xOf(int position) const;

signals:
    /// Enter.
    void applied();
    /// Escape in an empty field, or Down: back to the rows.
    void left();
    void helpRequested();
    void menuRequested();
    void focusLost();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void check();
    void colour();
    void showState();
    bool recall(int step);

    State state_ = State::Empty;
    std::optional<filter::Mistake> mistake_;
    QStringList history_;
    qsizetype recalled_ = -1; ///< of `history_`; -1: what was typed
    QString draft_;           ///< while another is recalled
    QAction* icon_;
};

} // namespace framescope::ui
