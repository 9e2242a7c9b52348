// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/search/cell_terms.h"
#include "ui/widgets/actions.h"

#include <QMenu>

namespace framescope::ui {

/// The menu of a row and the clicked cell: filter by the cell, copy, jump.
class RowMenu : public QMenu
{
    Q_OBJECT

public:
    /// Precondition: the timeline has the event.
    RowMenu(const timeline::Timeline& timeline, EventId id, timeline::View view, int column,
            QWidget* parent = nullptr);

    EventId event() const { return event_; }
    /// Adds terms of the payload, which is read in the background while the menu is open.
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
    QAction* reading_; ///< placeholder for the terms of the payload
};

} // namespace framescope::ui
