using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.DirectorySettings;

/// <summary>The templates of settings, on beta.</summary>
[Route(Routes.Beta + "/" + Segment)]
internal sealed class DirectorySettingTemplatesController : GraphController
{
    private const string Segment = "directorySettingTemplates";

    /// <summary>List directorySettingTemplates</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directorysettingtemplate-list?view=graph-rest-beta</remarks>
    [HttpGet, Requires(Permission.DirectorySettingTemplatesRead), Lists<DirectorySettingTemplate>]
    public IActionResult List(DirectoryScope directory, GraphQuery query) =>
        Collection<DirectorySettingTemplate>(Segment, [DirectorySettingTemplate.PasswordRules], query);

    /// <summary>Get directorySettingTemplate</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directorysettingtemplate-get?view=graph-rest-beta</remarks>
    [HttpGet("{id}"), Requires(Permission.DirectorySettingTemplatesRead), Answers<DirectorySettingTemplate>]
    public IActionResult Get(DirectoryScope directory, string id, GraphQuery query)
    {
        var template = DirectorySettingTemplate.PasswordRules;
        return Entity(Segment, template.Id.Equals(id, StringComparison.OrdinalIgnoreCase) ? template : throw GraphErrors.ResourceNotFound(id), query);
    }
}
