// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"

#include <QLineEdit>
#include <QStringList>

#include <optional>

class QAction;

namespace framescope::ui {

/// The field for a filter, with highlighting and underlined mistakes. The icon before it shows
/// whether it is valid. Up and Down go through the history.
class FilterField : public QLineEdit
{
    Q_OBJECT

public:
    enum class State { Empty, Good, Bad };

    explicit FilterField(QWidget* parent = nullptr);

    State state() const { return state_; }
    /// The mistake in the text; nullopt if it is a valid filter.
    const std::optional<filter::Mistake>& mistake() const { return mistake_; }
    /// The mistake in words, with what is allowed instead; empty if there is none.
    QString mistakeText() const;
    /// Sets the contract that expressions may be about; null: none is open.
    void setContract(filter::ContractPtr contract);
    /// Sets the expressions for Up and Down, newest first.
    void setHistory(const QStringList& expressions);
    /// Pixels from the field's left edge to a position of the text.
    int xOf(int position) const;

signals:
    /// Emitted on Enter.
    void applied();
    /// Emitted on Down, or Escape in an empty field, to return the focus to the rows.
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
    filter::ContractPtr contract_;
    QStringList history_;
    qsizetype recalled_ = -1; ///< index in `history_`; -1: the typed text
    QString draft_;           ///< the typed text while another is recalled
    QAction* icon_;
};

} // namespace framescope::ui
