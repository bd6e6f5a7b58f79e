using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Reports;

/// <summary>Which methods users have registered, and what they can do with them.</summary>
[Route(Routes.Root + "/" + Root)]
internal sealed class UserRegistrationDetailsController(RegistrationStore store) : GraphController
{
    private const string Root = "reports/authenticationMethods";
    private const string Details = "userRegistrationDetails";
    private const string ByFeature = "usersRegisteredByFeature";
    private const string ByMethod = "usersRegisteredByMethod";
    private const string TypesAre = "`all`, `member` or `guest`.";
    private const string RolesAre = "`all`, `privilegedAdmin`, `admin` or `user`.";
    private const string Passwords = "userPasswordResetsAndChangesSummary";

    /// <summary>List userRegistrationDetails</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails</remarks>
    [HttpGet(Details), Requires(Permission.RegistrationRead), Lists<UserRegistrationDetails>,
        Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<UserRegistrationDetails>(Version));
        query.RefuseExpand(WireType.Of<UserRegistrationDetails>(Version));
        return Page($"{Root}/{Details}", (await store.PageAsync(query)).OrThrow(), details => details, selection);
    }

    /// <summary>Get userRegistrationDetails</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/userregistrationdetails-get</remarks>
    [HttpGet(Details + "/{id}"), Requires(Permission.RegistrationRead), Answers<UserRegistrationDetails>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) =>
        Entity(
            $"{Root}/{Details}",
            GuidKey.TryParse(id, out var user) && (await store.FindAsync(user)).OrThrow() is { } details
                ? details
                : throw GraphErrors.RecordNotFound(id),
            query);

    /// <summary>authenticationMethodsRoot: usersRegisteredByFeature</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-usersregisteredbyfeature</remarks>
    [HttpGet(ByFeature), Function, Requires(Permission.RegistrationSummaryRead),
        Answers<UserRegistrationFeatureSummary>(IsResult = true)]
    public async Task<IActionResult> CountByFeature(
        DirectoryScope directory, [Argument<IncludedUserTypes>("all", TypesAre)] string? includedUserTypes,
        [Argument<IncludedUserRoles>("all", RolesAre)] string? includedUserRoles)
    {
        var (types, roles) = IncludedUsers.Parse(includedUserTypes, includedUserRoles);
        return Summary("userRegistrationFeatureSummary", (await store.CountByFeatureAsync(types, roles)).OrThrow());
    }

    /// <summary>authenticationMethodsRoot: usersRegisteredByMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-usersregisteredbymethod</remarks>
    [HttpGet(ByMethod), Function, Requires(Permission.RegistrationSummaryRead),
        Answers<UserRegistrationMethodSummary>(IsResult = true)]
    public async Task<IActionResult> CountByMethod(
        DirectoryScope directory, [Argument<IncludedUserTypes>("all", TypesAre)] string? includedUserTypes,
        [Argument<IncludedUserRoles>("all", RolesAre)] string? includedUserRoles)
    {
        var (types, roles) = IncludedUsers.Parse(includedUserTypes, includedUserRoles);
        return Summary("userRegistrationMethodSummary", (await store.CountByMethodAsync(types, roles)).OrThrow());
    }

    /// <summary>List userPasswordResetsAndChangesSummary</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userpasswordresetsandchangessummary?view=graph-rest-beta</remarks>
    [HttpGet("/" + Routes.Beta + "/" + Root + "/" + Passwords), Requires(Permission.RegistrationRead), Lists<UserPasswordResetsAndChangesSummary>]
    public async Task<IActionResult> CountPasswords(DirectoryScope directory, GraphQuery query) =>
        Collection($"{Root}/{Passwords}", (await store.CountPasswordsAsync()).OrThrow(), query);

    private static GraphResult Summary(string type, object summary) => new() { ODataContext = $"microsoft.graph.{type}", Items = [summary] };
}
