// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/event_loader.h"
#include "present/payload/frame_fields.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QScrollArea;
class QSplitter;
class QTableWidget;

namespace framescope::ui {

class ElidedLabel;
class FrameDiagram;
class HexView;

/// A frame's header: the RFC's bit diagram, a table of its fields with their meanings and failed
/// checks, and the bytes on the wire with those of the chosen field marked. Choosing a byte chooses
/// its field. If there is little room, a line about the chosen field replaces the table. For an
/// assembled message it is the first frame.
class FramePane : public QWidget
{
    Q_OBJECT

public:
    explicit FramePane(QWidget* parent = nullptr);
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpTable();
    void fillTable();
    void colourTable();
    void choose(int row);
    void chooseByByte();
    void describe();
    void share();

    std::vector<present::FrameField> fields_;
    QLabel* note_;
    FrameDiagram* diagram_;
    QScrollArea* scroller_;
    QTableWidget* table_;
    HexView* bytes_;
    ElidedLabel* about_; ///< the chosen field, if there is no room for the table
    QSplitter* splitter_;
    bool choosing_ = false;
    bool arranged_ = false; ///< the user moved the splitter
};

} // namespace framescope::ui
