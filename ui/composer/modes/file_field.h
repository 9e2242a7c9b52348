// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMimeData;

namespace framescope::ui {

/// The file whose bytes are sent, with its size.
class FileField : public QWidget
{
    Q_OBJECT

public:
    explicit FileField(QWidget* parent = nullptr);

    QString path() const;
    void setPath(const QString& path);

signals:
    void changed();

private:
    void describe();

    QLineEdit* path_;
    QLabel* size_;
};

/// The first local file of what is dragged; empty if there is none.
QString draggedFile(const QMimeData* dragged);

} // namespace framescope::ui
