// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"

#include <QWidget>

#include <vector>

class QListWidget;
class QScrollArea;
class QToolButton;

namespace framescope::ui {

class FrameFields;

/// A list of raw frames, and the fields of the chosen one.
class FramesEditor : public QWidget
{
    Q_OBJECT

public:
    explicit FramesEditor(QWidget* parent = nullptr);

    const std::vector<message::FrameDraft>& frames() const { return frames_; }
    void setFrames(std::vector<message::FrameDraft> frames);
    /// The frames with the masking keys that are shown in place of random ones.
    std::vector<message::FrameDraft> framesWithKeys() const;
    /// Chooses other random keys.
    void renewKeys();
    /// A sentence on a field with a mistake, in any of the frames; empty if there is none.
    QString mistake() const;
    FrameFields& fields() { return *fields_; }
    /// The height at which all fields are seen.
    int neededHeight() const;
    /// The buttons that add, remove and move frames.
    QWidget* buttons() const { return buttons_; }

signals:
    void changed();

private:
    void makeButtons();
    QToolButton* addButton(const char* name, const char* icon, const QString& what,
                           void (FramesEditor::*run)());
    std::size_t current() const;
    void showList(std::size_t chosen);
    void showCurrent();
    void takeFields();
    void add();
    void duplicate();
    void remove();
    void moveUp();
    void moveDown();
    void swapWith(std::size_t other);

    std::vector<message::FrameDraft> frames_; ///< never empty
    std::vector<wire::MaskKey> keys_;         ///< the random key of each frame
    std::vector<QString> mistakes_;           ///< of each frame
    QListWidget* list_;
    FrameFields* fields_;
    QScrollArea* scroll_; ///< of `fields_`
    QWidget* buttons_;
    QToolButton* remove_ = nullptr;
    QToolButton* up_ = nullptr;
    QToolButton* down_ = nullptr;
};

} // namespace framescope::ui
