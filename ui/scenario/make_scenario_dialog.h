// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/saved_connection.h"
#include "scenario/making/make_scenario.h"
#include "work/task.h"

#include <QDialog>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace framescope::ui {

/// Makes a scenario of rows: asks which of the values that probably change from run to run become
/// variables. The rows are read in the background.
class MakeScenarioDialog : public QDialog
{
    Q_OBJECT

public:
    struct Source
    {
        std::shared_ptr<const timeline::Timeline> timeline;
        std::vector<EventId> chosen; ///< empty: there are only all rows
        /// The connection as its tab has it, and the URL for which it is so.
        std::optional<collection::SavedConnection> written = {};
        QString url = {};
    };
    MakeScenarioDialog(Source source, QWidget* parent);

signals:
    void made(const QString& text, const framescope::collection::SecretValues& secrets);

private:
    using Read = Result<std::pair<scenario::Recorded, std::vector<scenario::Proposal>>>;

    void read();
    void take(const Read& read);
    void make();
    void tell(const QString& sentence);

    Source source_;
    work::Task task_;
    std::optional<scenario::Recorded> recorded_;
    std::vector<scenario::Proposal> proposals_;
    QComboBox* rows_;
    QLabel* said_;
    QTreeWidget* list_;
    QPushButton* make_;
};

} // namespace framescope::ui
