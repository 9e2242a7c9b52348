// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace framescope::ui {

/// Asks for the name of a connection, or of a folder, and for the folder to put it in.
class NameInFolderDialog : public QDialog
{
    Q_OBJECT

public:
    /// `folders`: paths, the first of which is the collection; `folder` is chosen.
    NameInFolderDialog(const QString& title, const QString& name, const QStringList& folders,
                       const QString& folder, QWidget* parent = nullptr);

    QString name() const;
    QString folder() const;

private:
    QLineEdit* name_;
    QComboBox* folder_;
    QPushButton* accept_ = nullptr;
};

} // namespace framescope::ui
