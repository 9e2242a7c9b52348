// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

#include <functional>

class QComboBox;
class QLabel;
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

    /// Says what is saved, above the fields.
    void explain(const QString& text);
    /// Names for which this returns an objection are not accepted.
    using Objection = std::function<QString(const QString& folder, const QString& name)>;
    void setObjection(Objection objection);

    QString name() const;
    QString folder() const;

private:
    void check();

    QLineEdit* name_;
    QComboBox* folder_;
    QLabel* explanation_;
    QLabel* note_;
    QPushButton* accept_ = nullptr;
    Objection objection_;
};

} // namespace framescope::ui
