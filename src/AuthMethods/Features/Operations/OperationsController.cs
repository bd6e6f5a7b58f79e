using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Operations;

/// <summary>Long-running operations: the password resets of the last 24 hours.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class OperationsController(OperationStore store) : GraphController
{
    private const string Segment = "operations";

    /// <summary>List operations</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/longrunningoperation-get</remarks>
    [HttpGet, Requires(Permission.OperationsRead), Lists<LongRunningOperation>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) =>
        Collection(user.ContextOf(Segment), [.. (await store.ListAsync(user)).Select(ToWire)], query);

    /// <summary>Get longRunningOperation</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/longrunningoperation-get</remarks>
    [HttpGet("{id}"), Requires(Permission.OperationsRead), Answers<LongRunningOperation>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) is { } row ? ToWire(row) : throw GraphErrors.MethodNotFound(), query);

    private LongRunningOperation ToWire(OperationRow row) => LongRunningOperation.From(row, HttpContext.GraphRoot());
}

internal sealed class OperationStore(AuthDb db, TimeProvider time)
{
    public Task<List<OperationRow>> ListAsync(TargetUser user) => Recent(user).OrderBy(o => o.CreatedDateTime).ToListAsync();

    public async Task<OperationRow?> FindAsync(TargetUser user, string id) =>
        GuidKey.TryParse(id, out var operation) ? await Recent(user).FirstOrDefaultAsync(o => o.Id == operation) : null;

    private IQueryable<OperationRow> Recent(TargetUser user)
    {
        var since = time.Now() - OperationRow.Retention;
        return db.Set<OperationRow>().AsNoTracking().Where(o => o.UserId == user.Id && o.CreatedDateTime > since);
    }
}
