using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.DeletedItems;

/// <summary>The recycle bin: users deleted within the last thirty days.</summary>
[Route(Routes.Root + "/directory/deletedItems")]
internal sealed class DeletedItemsController(DeletedUserStore store) : GraphController
{
    /// <summary>List deletedItems (directory objects)</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directory-deleteditems-list Only users are kept, so the cast is required.</remarks>
    [HttpGet("microsoft.graph.user"), Requires(Permission.DeletedUserList)]
    [Lists<User>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.SelectOfList(WireType.Of<User>(Version), UserFields.NotOnCollections);
        query.RefuseExpand(WireType.Of<User>(Version));
        var page = await store.PageAsync(query);
        var domain = await store.DefaultDomainAsync();
        return Page("users", page, row => Directory.User.From(row, domain), selection);
    }

    /// <summary>Get deletedItem (directory object)</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directory-deleteditems-get</remarks>
    [HttpGet("{id}"), Requires(Permission.DeletedUserRead), Answers<DirectoryObject>]
    public async Task<IActionResult> Get(DeletedUser user, GraphQuery query) =>
        await ObjectAsync(
            await store.FindAsync(user) ?? throw GraphErrors.ResourceNotFound(user.Id.ToString()),
            query.Select(WireType.Of<DirectoryObject>(Version)));

    /// <summary>Restore deletedItem (directory object)</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directory-deleteditems-restore</remarks>
    [HttpPost("{id}/restore"), Requires(Permission.UserDelete)]
    [Takes("""{"autoReconcileProxyConflict":true,"newUserPrincipalName":"kim@contoso.com"}""", IsPartial = true), Answers<DirectoryObject>]
    public async Task<IActionResult> Restore(DeletedUser user, GraphBody body)
    {
        var sent = body.Parameters();
        _ = sent.Flag("autoReconcileProxyConflict");
        var name = sent.Text("newUserPrincipalName");
        if (name is not null) (await store.CheckNameAsync(name)).OrThrow();
        return await ObjectAsync((await store.RestoreAsync(user, name ?? user.FormerName)).OrThrow(), null);
    }

    /// <summary>Permanently delete an item (directory object)</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directory-deleteditems-delete</remarks>
    [HttpDelete("{id}"), Requires(Permission.UserDelete), Answers(204)]
    public async Task<IActionResult> Delete(DeletedUser user) => Done(await store.PurgeAsync(user));

    private async Task<GraphResult> ObjectAsync(UserRow row, Selection? selection) =>
        Entity("directoryObjects", Directory.User.From(row, await store.DefaultDomainAsync()), selection, isPolymorphic: true);
}
