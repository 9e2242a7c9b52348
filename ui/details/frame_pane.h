// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"
#include "present/frame_fields.h"

#include <QWidget>

#include <vector>

class QTableWidget;

namespace framescope::ui {

class FrameDiagram;
class HexView;

/// A frame's header: the RFC's bit diagram, a table of its fields with what they mean and what
/// the checks say, and the bytes as they were on the wire with the chosen field's marked.
class FramePane : public QWidget
{
    Q_OBJECT

public:
    explicit FramePane(QWidget* parent = nullptr);
    void setEvent(const present::LoadedEvent& event);

private:
    void fillTable();
    void choose(int field);

    std::vector<present::FrameField> fields_;
    FrameDiagram* diagram_;
    QTableWidget* table_;
    HexView* bytes_;
};

} // namespace framescope::ui
