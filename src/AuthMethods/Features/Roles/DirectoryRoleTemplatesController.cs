using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Roles;

/// <summary>The built-in roles, whether activated or not.</summary>
[Route(Routes.Root + "/directoryRoleTemplates")]
internal sealed class DirectoryRoleTemplatesController : GraphController
{
    private static readonly DirectoryRoleTemplate[] Templates = [.. DirectoryRole.All.Select(DirectoryRoleTemplate.From)];

    /// <summary>List directoryRoleTemplates</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryroletemplate-list</remarks>
    [HttpGet, Requires(Permission.RolesRead), Lists<DirectoryRoleTemplate>, Options("$select", "$filter")]
    public IActionResult List(DirectoryScope directory, GraphQuery query) => Collection("directoryRoleTemplates", Templates, query.WithoutTop());

    /// <summary>Get directoryRoleTemplate</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryroletemplate-get</remarks>
    [HttpGet("{id}"), Requires(Permission.RolesRead), Answers<DirectoryRoleTemplate>]
    public IActionResult Get(DirectoryScope directory, string id, GraphQuery query) => Entity(
        "directoryRoleTemplates",
        Templates.FirstOrDefault(t => t.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw GraphErrors.ResourceNotFound(id),
        query);
}
