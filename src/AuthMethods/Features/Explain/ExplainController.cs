using System.Globalization;
using System.Net.Mime;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Explain;

/// <summary>Who may do what, and what it would take, from the same table that decides on calls.</summary>
internal sealed class ExplainController(Explanations explanations, KnownOperations operations) : GraphController
{
    private const string Question = """
        {"caller":"helpdesk.admin@contoso.com","operation":"POST /users/{id}/authentication/phoneMethods","target":"kim@contoso.com",
         "permissions":["UserAuthenticationMethod.ReadWrite.All"],"hasMfa":true,"isApplication":false}
        """;

    /// <summary>Explain how a call would be decided</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference The `caller` is a user's id or principal name, or
    /// with `isApplication` an application without a user; without `permissions` the token has all that would do. `hasMfa` says that the caller has
    /// just done multi-factor authentication. What only the action knows, such as who owns an object, can still change its answer.
    /// </remarks>
    [HttpPost(Routes.OwnTenant + "/explain"), ControlPlane, Takes(Question, IsPartial = true), Answers<CallExplanation>]
    public Task<IActionResult> ExplainInTenant(TargetTenant tenant, GraphBody body) => AnswerAsync(body.Parameters(), body.Parameters().ShortText("target"));

    /// <summary>Explain how a call would be decided, in the tenant that has the domain of the caller or the target</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference</remarks>
    [HttpPost(Routes.Own + "/explain"), ControlPlane, Takes(Question, IsPartial = true), Answers<CallExplanation>]
    public async Task<IActionResult> Explain(GraphBody body)
    {
        var sent = body.Parameters();
        if (!await explanations.TryEnterTenantOfAsync(sent.ShortText("caller"), sent.ShortText("target"))) throw GraphErrors.MethodNotFound();
        return await AnswerAsync(sent, sent.ShortText("target"));
    }

    /// <summary>Explain how a call on a user would be decided</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference</remarks>
    [HttpPost(Routes.OwnUser + "/explain"), OnPages, Requires(Permission.DecisionsExplain), Answers<CallExplanation>]
    [Takes("""{"caller":"helpdesk.admin@contoso.com","operation":"POST /users/{id}/authentication/phoneMethods","hasMfa":true}""", IsPartial = true,
        NotInExample = ["permissions", "isApplication"])]
    public Task<IActionResult> ExplainOnUser(TargetUser user, GraphBody body) => AnswerAsync(body.Parameters(), user.Id.ToString());

    /// <summary>Get which role may do an operation to whom</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference The `operation` is a method and path, such as
    /// `POST /users/{id}/authentication/phoneMethods`. With `format=csv`, a table with a row for each role of callers.
    /// </remarks>
    [HttpGet(Routes.Own + "/matrix"), ControlPlane(IsOnPages = true), Answers<RoleGrid>, Options("operation", "format")]
    public IActionResult Matrix()
    {
        var query = HttpContext.Request.Query;
        var grid = explanations.GridOf(operations.Find(query["operation"].ToString()) ?? throw GraphErrors.InvalidMethodValue("operation"));
        return query["format"].ToString() switch
        {
            "" or "json" => new GraphResult { Items = [grid] },
            "csv" => Content(Csv(grid), MediaTypeNames.Text.Csv),
            _ => throw GraphErrors.InvalidMethodValue("format"),
        };
    }

    private async Task<IActionResult> AnswerAsync(GraphBody.Sent sent, string? target)
    {
        var operation = operations.Find(sent.ShortText("operation") ?? "") ?? throw GraphErrors.InvalidMethodValue("operation");
        var (caller, isApplication) = (sent.ShortText("caller"), sent.Flag("isApplication") ?? false);
        if (caller is null && !isApplication) throw GraphErrors.InvalidMethodValue("caller");
        var permissions = sent.Texts("permissions") ?? [.. isApplication ? GraphPermissions.Application : GraphPermissions.Delegated];
        var explanation = isApplication
            ? await explanations.OfApplicationAsync(operation, GuidKey.TryParse(caller, out var id) ? id : Guid.Empty, target, permissions)
            : await explanations.OfUserAsync(operation, caller!, target, permissions, sent.Flag("hasMfa") ?? false);
        return new GraphResult { Items = [explanation ?? throw GraphErrors.MethodNotFound()] };
    }

    private static string Csv(RoleGrid grid)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true))
        {
            csv.WriteRecord(["", .. grid.Targets]);
            foreach (var row in grid.Callers) csv.WriteRecord([row.Role, .. grid.Targets.Select(target => row.Targets.Contains(target) ? "yes" : "no")]);
        }

        return text.ToString();
    }
}
