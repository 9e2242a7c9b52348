// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/search/cell_terms.h"
#include "ui/widgets/actions.h"

#include <QMenu>

namespace framescope::ui {

/// What can be done with a row, and with the cell that was meant: filter by it, copy, jump.
class RowMenu : public QMenu
{
    Q_OBJECT

public:
    /// Precondition: the timeline has the event.
    RowMenu(const timeline::Timeline& timeline, EventId id, timeline::View view, int column,
            QWidget* parent = nullptr);

    EventId event() const { return event_; }
    /// Adds the terms of the payload, which is read while the menu may be open already.
    void setPayloadTerms(const present::PayloadTerms& terms);

signals:
    void termChosen(const QString& term);
    void actionChosen(framescope::ui::ActionId id);

private:
    void addCell(const timeline::Timeline& timeline, int column);
    void addTerm(QMenu& menu, const QString& text, const QString& term);
    void addBoth(const present::CellTerm& term);
    void addCopies();
    void addAction(QMenu& menu, ActionId id, const QString& text = {});

    EventId event_;
    std::vector<present::CellTerm> terms_;
    QMenu* only_;
    QMenu* not_;
    QAction* reading_; ///< stands where the terms of the payload will
};

} // namespace framescope::ui
