// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/text_pattern.h"
#include "present/payload/event_loader.h"
#include "present/payload/payload_copy.h"
#include "present/values/json_layout.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QMenu;
class QToolButton;

namespace framescope::ui {

class ElidedLabel;
class FindBar;
class PayloadFinder;
class TextView;

/// The payload as text, byte for byte, of any size; invalid UTF-8 is marked in place. JSON can be
/// laid out over lines, with its values as they were sent. For a life-cycle event, shows its
/// details. Ctrl+F finds.
class TextPane : public QWidget
{
    Q_OBJECT

public:
    explicit TextPane(QWidget* parent = nullptr);
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);
    /// Selects bytes of the payload and shows the first one.
    void select(std::uint64_t first, std::uint64_t count);
    /// Sets the filter's patterns, whose matches are marked.
    void setSought(std::vector<filter::TextPattern> patterns);
    /// Sets which other tabs can show the selected bytes.
    void setOthers(bool hex, bool json);

signals:
    /// Emitted when the user selects bytes of the payload, or none any more (`count` is 0).
    void selected(quint64 first, quint64 count);
    void hexRequested(quint64 first, quint64 count);
    void jsonRequested(quint64 first, quint64 count);

private:
    QWidget* makeFooter();
    void makeTools();
    void fill();
    void layOut();
    std::pair<quint64, quint64> sourceOf(quint64 first, quint64 count) const;
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
    QToolButton* indent_;
    QToolButton* wrap_;
    std::shared_ptr<const present::LoadedEvent> event_;
    std::optional<present::JsonLayout> layout_; ///< the JSON laid out; shown instead of the payload
    bool hasOthers_ = false;
    bool damaged_ = false; ///< the payload could not be inflated completely
    bool filling_ = false; ///< the pane itself selects, not the user
    bool hasHex_ = false;
    bool hasJson_ = false;
};

} // namespace framescope::ui
