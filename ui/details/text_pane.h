// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"
#include "present/payload_copy.h"

#include <QWidget>

#include <memory>

class QLabel;
class QToolButton;

namespace framescope::ui {

class ElidedLabel;
class FindBar;
class PayloadFinder;
class TextView;

/// The payload as text, byte for byte, of any size: what is not UTF-8 is marked where it stands.
/// Of a life-cycle event: what it says. Ctrl+F finds.
class TextPane : public QWidget
{
    Q_OBJECT

public:
    explicit TextPane(QWidget* parent = nullptr);
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);
    /// Shows a byte of the payload.
    void goTo(std::uint64_t offset);

private:
    QWidget* makeFooter();
    void copy(present::CopyFormat format);
    void describe();
    void describeInvalid();
    void showMenu(const QPoint& position);

    TextView* view_;
    FindBar* findBar_;
    PayloadFinder* finder_;
    present::PayloadCopy* copy_;
    QWidget* legend_;
    ElidedLabel* invalid_;
    QLabel* place_;
    QToolButton* wrap_;
    QToolButton* find_;
};

} // namespace framescope::ui
