// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/event_loader.h"

#include <QWidget>

#include <memory>
#include <utility>

class QLabel;

namespace framescope::ui {

class ChecksList;
class ElidedLabel;

/// Describes an event in two lines, with its failed checks.
class EventHeader : public QWidget
{
    Q_OBJECT

public:
    explicit EventHeader(QWidget* parent = nullptr);
    void setEvent(std::shared_ptr<const present::LoadedEvent> event);
    /// Sets the greatest height of the checks by themselves, and once their button opened them.
    void setSpace(int checks, int checksWhenOpened);
    /// Sets the text of the user's notes on the event; empty for none.
    void setNote(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    std::shared_ptr<const present::LoadedEvent> event_;
    QLabel* icon_;
    QLabel* title_;
    QLabel* facts_;
    ElidedLabel* note_;
    ChecksList* checks_;
    std::pair<int, int> space_;
};

} // namespace framescope::ui
