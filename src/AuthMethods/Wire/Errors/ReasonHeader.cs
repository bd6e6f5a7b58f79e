using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Errors;

/// <summary>
/// Returns the reason of a refusal in <c>x-authmethods-reason</c>: to everyone in Development, elsewhere to callers that send the
/// operator's key in <c>x-authmethods-key</c>.
/// </summary>
internal sealed class ReasonHeader(OperatorAccess operators)
{
    public const string Name = "x-authmethods-reason";

    public void Add(HttpContext context, Refusal? refusal)
    {
        if (refusal is null || !operators.IsGranted(context.Request)) return;
        context.Response.Headers[Name] = $"{refusal.Kind}: {refusal.Text}";
    }
}
