// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"

#include <QDialog>

class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace framescope::ui {

class BehavioursEditor;

/// What the client does by itself, and does wrong on purpose: a form whose changes apply at once,
/// and actions that are done once while a connection is open. Stays open beside the window.
class BehavioursDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BehavioursDialog(QWidget* parent = nullptr);

    void setBehaviours(const connection::Behaviours& behaviours);
    /// Whether a connection is open: only then can an action be done, and a change says that it
    /// applies to it.
    void setOpen(bool open);

signals:
    /// Emitted when the user chose something that can be used.
    void chosen(const framescope::connection::Behaviours& behaviours);
    void misdeedRequested(const framescope::connection::Misdeed& misdeed);

private:
    QWidget* buildOnce();
    QPushButton* addCut(QGridLayout& grid, int place, const char* objectName, const QString& text,
                        connection::Misdeed::Kind kind);
    void take();
    void describe();

    bool open_ = false;
    BehavioursEditor* editor_;
    QWidget* once_ = nullptr;
    QDoubleSpinBox* seconds_ = nullptr;
    QLabel* state_;
    QPushButton* reset_ = nullptr;
};

} // namespace framescope::ui
