using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.DirectorySettings;

/// <summary>The tenant's settings by templates, on beta: when wrong passwords lock a user out, and for how long.</summary>
[Route(Routes.Beta + "/" + Segment)]
internal sealed class DirectorySettingsController(DirectorySettingStore store) : GraphController
{
    private const string Segment = "settings";
    private const string Template = "5cf42378-d67d-4f36-ba46-e8b86229381d";

    /// <summary>List settings</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-list-settings?view=graph-rest-beta</remarks>
    [HttpGet, Requires(Permission.DirectorySettingsRead), Lists<DirectorySetting>]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) =>
        Collection<DirectorySetting>(Segment, await store.FindAsync() is { } found ? [found] : [], query);

    /// <summary>Get directorySetting</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directorysetting-get?view=graph-rest-beta</remarks>
    [HttpGet("{id}"), Requires(Permission.DirectorySettingsRead), Answers<DirectorySetting>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) =>
        Entity(Segment, await store.FindAsync(id) ?? throw GraphErrors.ResourceNotFound(id), query);

    /// <summary>Create settings</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/group-post-settings?view=graph-rest-beta</remarks>
    [HttpPost, Requires(Permission.DirectorySettingsCreate), Answers<DirectorySetting>(201)]
    [Takes<DirectorySetting>($$"""{"templateId":"{{Template}}","values":[{"name":"LockoutThreshold","value":"5"}]}""", Optional = "values")]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var sent = body.Of<DirectorySetting>(Version);
        var template = sent.Text("templateId") ?? throw GraphErrors.ValueRequired("templateId", nameof(DirectorySetting));
        if (!template.Equals(Template, StringComparison.OrdinalIgnoreCase)) throw GraphErrors.InvalidValue("templateId", nameof(DirectorySetting));
        var setting = DirectorySetting.Read(Guid.NewGuid().ToString(), null, sent.Bodies("values") ?? [], Version);
        (await store.AddAsync(setting)).OrThrow();
        return Created(Segment, setting, $"{Segment}/{setting.Id}");
    }

    /// <summary>Update settings</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directorysetting-update?view=graph-rest-beta Values that are not sent stay.</remarks>
    [HttpPatch("{id}"), Requires(Permission.DirectorySettingsWrite), Answers(204)]
    [Takes<DirectorySetting>("""{"values":[{"name":"LockoutDurationInSeconds","value":"120"}]}""")]
    public async Task<IActionResult> Update(DirectoryScope directory, string id, GraphBody body)
    {
        var values = body.Of<DirectorySetting>(Version).Bodies("values") ?? [];
        return Done(await store.UpdateAsync(id, current => DirectorySetting.Read(current.Id, current, values, Version)));
    }

    /// <summary>Delete directorySetting: the template's defaults apply again</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directorysetting-delete?view=graph-rest-beta</remarks>
    [HttpDelete("{id}"), Requires(Permission.DirectorySettingsWrite), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id) => Done(await store.DeleteAsync(id));
}
