// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"
#include "present/payload_copy.h"

#include <QWidget>

#include <memory>

class QMenu;
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
    /// Selects bytes of the payload and shows the first one.
    void select(std::uint64_t first, std::uint64_t count);
    /// What else can show the selected bytes.
    void setOthers(bool hex, bool json);

signals:
    /// Somebody selected bytes of the payload; none where nothing is selected any more.
    void selected(quint64 first, quint64 count);
    void hexRequested(quint64 first, quint64 count);
    void jsonRequested(quint64 first, quint64 count);

private:
    QWidget* makeFooter();
    void copy(present::CopyFormat format);
    void describe();
    void say(const QString& text);
    void describeInvalid();
    void addPlaces(QMenu& menu);
    void showMenu(const QPoint& position);

    TextView* view_;
    FindBar* findBar_;
    PayloadFinder* finder_;
    present::PayloadCopy* copy_;
    QWidget* legend_;
    ElidedLabel* invalid_;
    ElidedLabel* place_;
    QToolButton* wrap_;
    QToolButton* find_;
    bool hasOthers_ = false;
    bool damaged_ = false; ///< not all of it could be inflated
    bool filling_ = false; ///< nobody selects what is selected now
    bool hasHex_ = false;
    bool hasJson_ = false;
};

} // namespace framescope::ui
