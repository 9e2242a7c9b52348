// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "present/event_loader.h"

#include <QWidget>

#include <memory>
#include <utility>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace framescope::ui {

/// The payload as text, byte for byte: what is not UTF-8 is marked where it stands. Of a
/// life-cycle event: what it says. A large payload is shown in parts, so that no line is longer
/// than can be laid out at once.
class TextPane : public QWidget
{
    Q_OBJECT

public:
    /// Bytes shown at a time, at most.
    static constexpr std::size_t PartSize = 64 * 1024;

    explicit TextPane(QWidget* parent = nullptr);
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpText();
    /// Precondition: it is one of `starts_`.
    void showPart(std::size_t part);
    void showMarks();
    void showNotes(std::size_t start, std::size_t end);

    std::shared_ptr<const Bytes> bytes_;
    std::uint64_t length_ = 0;           ///< of the payload, which may be more than was loaded
    std::vector<std::size_t> starts_{0}; ///< of the parts up to the one after those shown
    std::size_t part_ = 0;
    std::vector<std::pair<int, int>> invalid_; ///< start and length in the part's text
    QPlainTextEdit* text_;
    QWidget* footer_;
    QLabel* note_;
    QPushButton* previous_;
    QPushButton* next_;
};

} // namespace framescope::ui
