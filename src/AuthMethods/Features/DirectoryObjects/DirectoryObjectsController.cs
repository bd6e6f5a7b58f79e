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

namespace AuthMethods.Features.DirectoryObjects;

/// <summary>Directory objects of any type, by id.</summary>
[Route(Routes.Root)]
internal sealed class DirectoryObjectsController(DirectoryObjectStore objects) : GraphController
{
    private const int MaxIds = 1000;

    /// <summary>Get directoryObject</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryobject-get</remarks>
    [HttpGet("directoryObjects/{id}"), Requires(Permission.DirectoryObjectsRead), Answers<DirectoryObject>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query)
    {
        var found = GuidKey.TryParse(id, out var key) ? await objects.FindAsync([key]) : [];
        return Entity("directoryObjects", found.Count > 0 ? found[0] : throw GraphErrors.ResourceNotFound(id), query);
    }

    /// <summary>Get directory objects from a list of ids</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryobject-getbyids At most 1,000 ids; unknown ones are ignored.</remarks>
    [HttpPost("directoryObjects/getByIds"), HttpPost("users/getByIds"), HttpPost("groups/getByIds"), Requires(Permission.DirectoryObjectsRead)]
    [Takes("""{"ids":["00000000-0000-4000-8000-000000000022"],"types":["user"]}""", Optional = "types"), Lists<DirectoryObject>]
    public async Task<IActionResult> GetByIds(DirectoryScope directory, GraphBody body, GraphQuery query)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        var sent = body.Parameters();
        var ids = sent.Texts("ids") ?? throw GraphErrors.ValueRequired("ids", "DirectoryObject");
        if (ids.Length is 0 or > MaxIds) throw GraphErrors.InvalidValue("ids", "DirectoryObject");
        Guid[] keys = [.. ids.Select(text => GuidKey.TryParse(text, out var id) ? id : throw GraphErrors.InvalidIdentifier(text))];
        return Collection("directoryObjects", await objects.FindAsync(keys, sent.Texts("types")), query);
    }
}
