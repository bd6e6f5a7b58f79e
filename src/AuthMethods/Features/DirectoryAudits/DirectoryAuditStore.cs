using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.DirectoryAudits;

internal sealed class DirectoryAuditStore(AuthDb db)
{
    /// <summary>A page of the log, newest first by default.</summary>
    public Task<Page<AuditRow>> PageAsync(GraphQuery query) => db.PageAsync(db.AuditRecords.AsNoTracking(), DirectoryAuditFields.All, query);

    public async Task<DirectoryAudit?> FindAsync(Guid id) =>
        await db.AuditRecords.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id) is { } row ? DirectoryAudit.From(row) : null;
}
